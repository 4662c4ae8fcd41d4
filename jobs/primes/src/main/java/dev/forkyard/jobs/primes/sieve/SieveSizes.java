package dev.forkyard.jobs.primes.sieve;

/** The sizes that the sieve was measured into; {@link SegmentedSieve}'s essay derives them. */
final class SieveSizes {
    /** Bytes that stay in the L2 cache while the kept primes cross off in them. */
    static final int SEGMENT_BYTES = 512 * 1024;

    /** Bytes that stay in the L1 cache while the smallest primes cross off in them. */
    static final int CHUNK_BYTES = 32 * 1024;

    /** Up to here a prime crosses off chunk by chunk; above it, segment by segment. */
    static final int CHUNK_PRIME_MAX = 8192;

    /** Up to here a prime crosses off in whole turns of the wheel ({@link TurnPrimes}). */
    static final int TURN_PRIME_MAX = 1 << 17;

    /** The most bytes that the big primes cross off in at once. */
    static final int SPAN_BYTES_MAX = 32 * 1024 * 1024;

    /** Up to here a prime is kept and crosses off segment by segment; above it, span by span. */
    static final int KEPT_PRIME_MAX = 1 << 20;

    private SieveSizes() {}
}
