package dev.forkyard.jobs.primes.pi;

/**
 * Divides one number by many. Stateless.
 *
 * <p>A division of doubles takes a third of the time of one of longs. Below 2^53 it is exact once
 * its fraction is dropped: the true quotient lies at least 1/divisor below the next integer k, and
 * rounding moves it by at most k·2^−53, which is less because k·divisor ≤ dividend + divisor.
 */
final class Quotients {
    private static final long EXACT_BELOW = 1L << 52;

    private Quotients() {}

    /** Tells whether {@link #exact} may be used. */
    static boolean fits(long dividend) {
        return dividend < EXACT_BELOW;
    }

    /** ⌊dividend / divisor⌋ of a dividend that fits and a divisor below 2^31. */
    static long exact(double dividend, int divisor) {
        return (long) (dividend / divisor);
    }
}
