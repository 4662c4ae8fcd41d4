package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/**
 * Multiples that wait to be crossed off in a span, by segment, so that those of one segment are
 * crossed off together while its bytes stay in the L2 cache: one by one each would miss every
 * cache. Confined to one thread.
 *
 * <p>A multiple is one {@code int}, its bit counted from the segment's first. A bucket holds
 * {@value #BUCKET_MULTIPLES}, four for each cache line of a segment: the price of bringing the
 * segment in is then small beside the crossing off itself.
 */
final class SpanBuckets {
    private static final int BUCKET_MULTIPLES = 1 << 15;
    private static final int SEGMENT_SHIFT =
            Integer.numberOfTrailingZeros(SieveSizes.SEGMENT_BYTES);
    private static final int AT = SieveSizes.SEGMENT_BYTES - 1;
    private static final int SEGMENTS =
            (SieveSizes.SPAN_BYTES_MAX + SieveSizes.SEGMENT_BYTES - 1) / SieveSizes.SEGMENT_BYTES;

    private final int[] sizes = new int[SEGMENTS];
    private int[] multiples = {};

    /**
     * Moves each prime to its next multiple, putting the present one into its bucket, and drops
     * those primes that leave the span. Without a branch: whether a prime is done cannot be
     * predicted, and a wrong guess would cost more than the multiple.
     *
     * @param states as in {@link BigPrimes}; those that stay are moved to the front
     * @param active how many, at most {@link BigPrimes#BLOCK_PRIMES} and a word's worth
     * @return how many stay
     */
    int advance(long[] states, int active, int length) {
        int kept = 0;
        for (int index = 0; index < active; index++) {
            long state = states[index];
            int at = (int) state & BigPrimes.MULTIPLE_MASK;
            int spoke = (int) (state >>> 30) & 63;
            int segment = at >>> SEGMENT_SHIFT;
            int size = sizes[segment];
            multiples[segment * BUCKET_MULTIPLES + size] = (at & AT) << 3 | Wheel.BIT[spoke];
            sizes[segment] = size + 1;
            int next = at + (int) (state >>> 36) * Wheel.GAP[spoke] + Wheel.CARRY[spoke];
            states[kept] = (state & BigPrimes.A_MASK) | ((long) Wheel.NEXT[spoke] << 30) | next;
            kept += (next - length) >>> 31;
        }
        return kept;
    }

    /** Crosses off those buckets that may not have room for so many more. */
    void makeRoom(byte[] span, int more) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
            if (sizes[segment] > BUCKET_MULTIPLES - more) {
                crossOff(span, segment);
            }
        }
    }

    /** Crosses off all. */
    void crossOffAll(byte[] span) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
            crossOff(span, segment);
        }
    }

    /** Forgets all, and makes the buckets for a span of that length. */
    void open(int length) {
        int segments = (length + AT) >>> SEGMENT_SHIFT;
        if (multiples.length < segments * BUCKET_MULTIPLES) {
            multiples = new int[0];
            multiples = new int[segments * BUCKET_MULTIPLES];
        }
        Arrays.fill(sizes, 0);
    }

    private void crossOff(byte[] span, int segment) {
        int base = segment << SEGMENT_SHIFT;
        int from = segment * BUCKET_MULTIPLES;
        int to = from + sizes[segment];
        for (int index = from; index < to; index++) {
            int bit = multiples[index];
            span[base + (bit >>> 3)] &= (byte) ~(1 << (bit & 7));
        }
        sizes[segment] = 0;
    }
}
