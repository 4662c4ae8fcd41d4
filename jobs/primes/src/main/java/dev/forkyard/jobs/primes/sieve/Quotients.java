package dev.forkyard.jobs.primes.sieve;

/**
 * Divides one number by many. Stateless.
 *
 * <p>A division of doubles takes a third of the time of one of longs. Below 2^53 it is exact once
 * its fraction is dropped: the true quotient lies at least 1/divisor below the next integer k, and
 * rounding moves it by at most k·2^−53, which is less because k·divisor ≤ dividend + divisor.
 */
public final class Quotients {
    private static final long EXACT_BELOW = 1L << 52;

    // The bits of 2^52, whose last place is 1.
    private static final long EXPONENT = Double.doubleToRawLongBits(0x1p52);

    private Quotients() {}

    /** Tells whether {@link #exact} may be used. */
    public static boolean fits(long dividend) {
        return dividend < EXACT_BELOW;
    }

    /** ⌊dividend / divisor⌋ of a dividend that fits and a divisor below 2^31. */
    public static long exact(double dividend, int divisor) {
        return (long) (dividend / toDouble(divisor));
    }

    /**
     * A number from 0 to 2^52 − 1 as a double, which a cast gives too. But the instruction that a
     * cast becomes writes only a half of its register, so that it waits for what was there, and
     * divisions in a loop wait for each other: on an Intel core 25 ns instead of 11 for each of the
     * primes that {@link BigPrimes} places, by a profile's shares.
     */
    static double toDouble(long number) {
        return Double.longBitsToDouble(EXPONENT | number) - 0x1p52;
    }

    /**
     * How many whole bytes of the wheel a distance below 2^52 has, if it does not end with one:
     * then rounding cannot pass one.
     */
    static long byteOf(long distance) {
        return (long) (toDouble(distance) * (1.0 / Wheel.NUMBERS_PER_BYTE));
    }
}
