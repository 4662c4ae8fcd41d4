package dev.forkyard.jobs.primes.sieve;

/**
 * Those primes of a block that have another multiple in the span, and the multiples that wait. Used
 * by {@link BigPrimes} and {@link SpanBuckets} of the one {@link HighSieve}, under its lock; static
 * for the same reason as {@link Segment}.
 */
final class ActivePrimes {
    /** More than a block of primes and a word's worth; a power of two. */
    private static final int ROOM = 2 * SieveSizes.BLOCK_PRIMES;

    /** What an index may be. */
    static final int MASK = ROOM - 1;

    /** By prime: bits 0–31 its bit, counted from the byte of 0; bits 32–63 where its state is. */
    static final long[] ENTRIES = new long[ROOM];

    private ActivePrimes() {}
}
