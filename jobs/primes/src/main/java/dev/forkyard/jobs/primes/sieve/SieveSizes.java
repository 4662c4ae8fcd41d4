package dev.forkyard.jobs.primes.sieve;

/** The sizes that the sieve was measured into; {@link SegmentedSieve}'s essay derives them. */
final class SieveSizes {
    /** Bytes that stay in the L2 cache while the kept primes cross off in them. */
    static final int SEGMENT_BYTES = 512 * 1024;

    /** The fewest bytes that the big primes cross off in at once, but for a shorter window. */
    static final int SPAN_BYTES_MIN = 4 * 1024 * 1024;

    /** The most bytes that the big primes cross off in at once. */
    static final int SPAN_BYTES_MAX = 32 * 1024 * 1024;

    /** Up to here a prime is kept and crosses off segment by segment; above it, span by span. */
    static final int KEPT_PRIME_MAX = 1 << 20;

    private SieveSizes() {}
}
