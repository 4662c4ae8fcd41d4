package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/**
 * Multiples of big primes that wait to be crossed off in a span, by segment, so that those of one
 * segment are crossed off together while its bytes are in the L2 cache: one by one each would miss
 * every cache. Confined to one thread.
 *
 * <p>A multiple is one {@code int}: bits 8–26 the byte in its segment, bits 0–7 the mask that
 * clears its bit when AND-ed; what lies above bit 26 has no meaning. A bucket holds {@link
 * SieveSizes#BUCKET_MULTIPLES}, sixteen for each cache line of a segment: bringing the segment in
 * is then cheap beside the crossing off itself.
 */
final class SpanBuckets {
    private static final int AT = SieveSizes.SEGMENT_BYTES - 1;
    private static final int SEGMENTS = SieveSizes.SPAN_BYTES_MAX / SieveSizes.SEGMENT_BYTES;

    // Some lines more than a power of two: else all buckets, which fill at the same pace, would be
    // filled in the same few sets of the caches.
    private static final int STRIDE = SieveSizes.BUCKET_MULTIPLES + 5 * 16;

    // By spoke: bits 0–7 what clears the multiple's bit, 8–10 the next cofactor's residue index,
    // 11–13 the wheel's gap, from bit 14 on its carry.
    private static final int[] STEPS = new int[64];

    static {
        for (int spoke = 0; spoke < STEPS.length; spoke++) {
            STEPS[spoke] =
                    (Wheel.CARRY[spoke] << 14)
                            | (Wheel.GAP[spoke] << 11)
                            | ((Wheel.NEXT[spoke] & 7) << 8)
                            | (Wheel.CLEAR[spoke] & 255);
        }
    }

    private static final int[] SIZES = new int[SEGMENTS];

    // The largest array of all: made when the first span needs it.
    private static final class Multiples {
        static final int[] WAITING = new int[SEGMENTS * STRIDE];
    }

    /** Forgets all. */
    void open() {
        Arrays.fill(SIZES, 0);
    }

    /**
     * Moves primes to their next multiple, putting the present one into its bucket, and drops those
     * that leave the span. Without a branch: whether a prime is done cannot be predicted, and a
     * wrong guess would cost more than the multiple.
     *
     * @param states as in {@link BigPrimes}
     * @param base what states count from
     * @param active how many entries of {@link ActivePrimes} there are
     * @param length the span's bytes
     * @return how many are left
     */
    int advance(int[] states, int base, int active, int length) {
        int kept = 0;
        for (int index = 0; index < active; index++) {
            long entry = ActivePrimes.ENTRIES[index & ActivePrimes.MASK];
            int bit = (int) entry;
            int at = (int) (entry >>> 32);
            int state = states[at] - base;
            int step = STEPS[((bit & 7) << 3) | (state & 7)];
            int from = state >>> 3;
            int segment = (from >>> SieveSizes.SEGMENT_SHIFT) & (SEGMENTS - 1);
            int size = SIZES[segment];
            Multiples.WAITING[segment * STRIDE + size] = (from << 8) | (step & 255);
            SIZES[segment] = size + 1;
            int next = from + (bit >>> 3) * ((step >>> 11) & 7) + (step >>> 14);
            states[at] = base + ((next << 3) | ((step >>> 8) & 7));
            ActivePrimes.ENTRIES[kept & ActivePrimes.MASK] = entry;
            kept += (next - length) >>> 31;
        }
        return kept;
    }

    /** Crosses off those buckets that may not have room for so many more. */
    void makeRoom(byte[] span, int more) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
            if (SIZES[segment] > SieveSizes.BUCKET_MULTIPLES - more) {
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

    private void crossOff(byte[] span, int segment) {
        int base = segment << SieveSizes.SEGMENT_SHIFT;
        int from = segment * STRIDE;
        int to = from + SIZES[segment];
        int[] multiples = Multiples.WAITING;
        for (int index = from; index < to; index++) {
            int multiple = multiples[index];
            span[base + ((multiple >>> 8) & AT)] &= (byte) multiple;
        }
        SIZES[segment] = 0;
    }
}
