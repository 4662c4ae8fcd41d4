package dev.forkyard.jobs.primes.sieve;

/**
 * The sizes that the sieve was measured into; {@link SegmentedSieve}'s essay derives them. They
 * depend on each other: with some combinations the sieve would count wrong without a word, so
 * {@code SieveSizesTest} says what must hold.
 */
final class SieveSizes {
    /** Bytes that stay in the L2 cache while primes cross off in them; a power of two. */
    static final int SEGMENT_BYTES = 512 * 1024;

    /** By how much to shift a byte's index to get its segment's. */
    static final int SEGMENT_SHIFT = Integer.numberOfTrailingZeros(SEGMENT_BYTES);

    /** Bytes that stay in the L1 cache while the smallest primes cross off in them. */
    static final int CHUNK_BYTES = 32 * 1024;

    /** Up to here a prime crosses off chunk by chunk; above it, segment by segment. */
    static final int CHUNK_PRIME_MAX = 8192;

    /**
     * Up to here a prime crosses off in {@link WideTurns}, whose seven turns must not reach far.
     */
    static final int WIDE_TURN_PRIME_MAX = 37_000;

    /** Up to here a prime crosses off in whole turns of the wheel ({@link TurnPrimes}). */
    static final int TURN_PRIME_MAX = 1 << 19;

    /** Up to here a prime crosses off in half turns ({@link MediumPrimes}). */
    static final int MEDIUM_PRIME_MAX = 1 << 20;

    /** The heap that the sizes below are for; in a smaller one the sieve is slower. */
    private static final boolean ROOMY = Runtime.getRuntime().maxMemory() >= 300L << 20;

    /** Up to here a prime waits for the segment of its next multiple ({@link RingPrimes}). */
    static final int RING_PRIME_MAX = ROOMY ? 1 << 26 : 1 << 22;

    /** The most bytes that the big primes cross off in at once. */
    static final int SPAN_BYTES_MAX = 32 * 1024 * 1024;

    /** Multiples that wait for one segment of a span at most. */
    static final int BUCKET_MULTIPLES = ROOMY ? 1 << 17 : 1 << 15;

    /** Big primes that are handled at once. */
    static final int BLOCK_PRIMES = BUCKET_MULTIPLES / 4;

    /** What the heap must have left for all that is not kept big primes. */
    private static final long HEAP_BYTES_BESIDES_KEPT = 185L << 20;

    private static final int BYTES_PER_KEPT_PRIME = Integer.BYTES + Byte.BYTES;

    /** How many big primes are kept from span to span. */
    static final int KEPT_PRIMES_MAX =
            (int)
                    Math.min(
                            Integer.MAX_VALUE / 2,
                            Math.max(0, Runtime.getRuntime().maxMemory() - HEAP_BYTES_BESIDES_KEPT)
                                    / BYTES_PER_KEPT_PRIME);

    /** A window of so many segments is sieved in whole ones, so that the next can go on from it. */
    static final int WHOLE_SEGMENTS_MIN = 16;

    /**
     * The same for windows that need a prime above {@link #SLOW_START_PRIME_MIN}: a start there
     * costs more than a segment, up to six at 10^15, and at most half of one is sieved in vain.
     */
    static final int WHOLE_SEGMENTS_MIN_HIGH = 4;

    /** From here on, starting the primes takes longer than sieving a segment. */
    static final int SLOW_START_PRIME_MIN = 1 << 22;

    private SieveSizes() {}
}
