package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.range.UnsignedRange;

/** Square roots of unsigned numbers. Stateless. */
public final class Roots {
    private static final long ROOT_MAX = 0xffffffffL;

    private Roots() {}

    /** The largest integer whose square is at most {@code number}, unsigned. */
    public static long floor(long number) {
        // The estimate is off by one at most: 2^32 has 33 bits and a double 53.
        long root = Math.min(ROOT_MAX, (long) Math.sqrt(UnsignedRange.toDouble(number)));
        while (Long.compareUnsigned(root * root, number) > 0) {
            root--;
        }
        while (root < ROOT_MAX && Long.compareUnsigned((root + 1) * (root + 1), number) <= 0) {
            root++;
        }
        return root;
    }
}
