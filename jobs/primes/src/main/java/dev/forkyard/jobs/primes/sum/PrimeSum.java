package dev.forkyard.jobs.primes.sum;

import java.math.BigInteger;

/**
 * A sum of primes as an unsigned 128-bit number: all primes below 2^64 add up to some 2^121.
 * Immutable.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record PrimeSum(long high, long low) {
    /** The sum of no primes. */
    public static final PrimeSum ZERO = new PrimeSum(0, 0);

    /** Both together. */
    PrimeSum plus(PrimeSum other) {
        return plus(other.high, other.low);
    }

    /** The sum and an unsigned number. */
    PrimeSum plus(long number) {
        return plus(0, number);
    }

    /** The sum and {@code count} times an unsigned number. */
    PrimeSum plusProduct(long number, int count) {
        // Math.unsignedMultiplyHigh came with Java 18.
        long productHigh = Math.multiplyHigh(number, count) + ((number >> 63) & count);
        return plus(productHigh, number * count);
    }

    private PrimeSum plus(long otherHigh, long otherLow) {
        long sum = low + otherLow;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new PrimeSum(high + otherHigh + carry, sum);
    }

    /** The sum as a number. */
    public BigInteger value() {
        return unsigned(high).shiftLeft(Long.SIZE).add(unsigned(low));
    }

    private static BigInteger unsigned(long number) {
        return new BigInteger(Long.toUnsignedString(number));
    }

    @Override
    public String toString() {
        return value().toString();
    }
}
