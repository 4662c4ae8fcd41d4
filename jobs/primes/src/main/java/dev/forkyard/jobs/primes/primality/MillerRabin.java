package dev.forkyard.jobs.primes.primality;

/**
 * Decides whether an odd unsigned 64-bit number is prime, always rightly. Stateless.
 *
 * <p>The strong pseudoprime test of Miller and Rabin with sets of bases that are proven to have no
 * liar in common: {2, 3, 5, 7} below 3,215,031,751 and {2, 3, 5, 7, 11, 13} below 3,474,749,660,383
 * (G. Jaeschke, On strong pseudoprimes to several bases, Math. Comp. 61, 1993), and Jim Sinclair's
 * seven bases for all numbers below 2^64 (2011, listed at miller-rabin.appspot.com; checked against
 * Feitsma and Galway's list of base-2 pseudoprimes below 2^64).
 *
 * <p>Products are taken in Montgomery's form (P. Montgomery, Modular multiplication without trial
 * division, Math. Comp. 44, 1985) with R = 2^64. Its reduction is written as the difference of two
 * high halves, which needs no 65th bit even for a modulus just below 2^64.
 */
public final class MillerRabin {
    private static final long JAESCHKE_FOUR_LIMIT = 3_215_031_751L;
    private static final long JAESCHKE_SIX_LIMIT = 3_474_749_660_383L;
    private static final long[] JAESCHKE_FOUR = {2, 3, 5, 7};
    private static final long[] JAESCHKE_SIX = {2, 3, 5, 7, 11, 13};
    private static final long[] SINCLAIR = {2, 325, 9375, 28178, 450775, 9780504, 1795265022};

    private final long modulus;
    private final long inverse;
    private final long one;
    private final long squareOfR;

    private MillerRabin(long modulus) {
        this.modulus = modulus;
        inverse = inverse(modulus);
        one = Long.remainderUnsigned(-modulus, modulus); // 2^64 mod n, since 2^64 − n is.
        long power = add(one, one); // 2^1·R, squared six times: 2^64·R.
        for (int squaring = 0; squaring < 6; squaring++) {
            power = multiply(power, power);
        }
        squareOfR = power;
    }

    /**
     * Tells whether a number is prime.
     *
     * @param number odd, unsigned, above 13, so that no base is a multiple of it
     */
    public static boolean isPrime(long number) {
        MillerRabin test = new MillerRabin(number);
        for (long base : bases(number)) {
            if (!test.passes(base)) {
                return false;
            }
        }
        return true;
    }

    /** How many bases a prime of that size is tested with. */
    static int baseCount(long number) {
        return bases(number).length;
    }

    private static long[] bases(long number) {
        if (Long.compareUnsigned(number, JAESCHKE_FOUR_LIMIT) < 0) {
            return JAESCHKE_FOUR;
        }
        return Long.compareUnsigned(number, JAESCHKE_SIX_LIMIT) < 0 ? JAESCHKE_SIX : SINCLAIR;
    }

    /** The inverse of an odd number modulo 2^64, by Newton's iteration. */
    static long inverse(long odd) {
        long inverse = odd; // Right in 3 bits, as odd² = 1 mod 8; each step doubles them.
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private boolean passes(long base) {
        long minusOne = modulus - one;
        int twos = Long.numberOfTrailingZeros(modulus - 1);
        long power = power(multiply(base, squareOfR), (modulus - 1) >>> twos);
        if (power == one || power == minusOne) {
            return true;
        }
        for (int squaring = 1; squaring < twos; squaring++) {
            power = multiply(power, power);
            if (power == minusOne) {
                return true;
            }
        }
        return false;
    }

    private long power(long base, long exponent) {
        long power = base;
        for (int bit = 62 - Long.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
            power = multiply(power, power);
            if ((exponent >>> bit & 1) != 0) {
                power = multiply(power, base);
            }
        }
        return power;
    }

    private long add(long left, long right) {
        long room = modulus - right;
        return Long.compareUnsigned(left, room) >= 0 ? left - room : left + right;
    }

    /** The product of two residues in Montgomery's form. */
    private long multiply(long left, long right) {
        long high = multiplyHighUnsigned(left, right);
        long subtrahend = multiplyHighUnsigned(left * right * inverse, modulus);
        long difference = high - subtrahend;
        return Long.compareUnsigned(high, subtrahend) < 0 ? difference + modulus : difference;
    }

    // Math.unsignedMultiplyHigh came with Java 18.
    private static long multiplyHighUnsigned(long left, long right) {
        return Math.multiplyHigh(left, right) + ((left >> 63) & right) + ((right >> 63) & left);
    }
}
