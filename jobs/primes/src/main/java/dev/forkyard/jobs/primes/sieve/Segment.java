package dev.forkyard.jobs.primes.sieve;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytes that are being sieved: one segment, and behind it room for what the last turns of its
 * primes reach beyond its end. Scratch of whoever holds {@link #LOCK}; nothing in it survives the
 * segment.
 *
 * <p>It is static, against the house's custom, because the compiler knows the length of an array
 * only if it knows the array: that is worth a sixth of the sieve's time ({@link Turns}). A worker
 * has one slot, so that nobody ever waits for the lock there.
 */
final class Segment {
    /**
     * The segment, then as many bytes for the overhang, and as many that nobody touches: the masks
     * of those who cross off let the compiler think of them.
     */
    static final byte[] BITS = new byte[3 * SieveSizes.SEGMENT_BYTES];

    /** Held from a segment's first byte written to its last one read. */
    static final ReentrantLock LOCK = new ReentrantLock();

    private Segment() {}
}
