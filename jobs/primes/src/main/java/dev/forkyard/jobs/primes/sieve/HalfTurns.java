package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/**
 * Sieving primes {@code p = 30·a + r} of one residue that cross off in halves of a turn of the
 * wheel. Each half is crossed off by itself once every {@code p} bytes, so that it reaches only
 * 0.4·p bytes beyond a segment's end. Confined to one thread.
 *
 * <p>A prime is longer than a segment, so each of its halves begins there once or not at all. Which
 * ones do cannot be predicted, so these are listed first, without a branch. Bytes are counted
 * modulo 2^32 from where the segments began: a segment is as long as the mask {@link #AT}, and a
 * prime that has no half in it is only read.
 */
final class HalfTurns {
    private static final int AT = SieveSizes.SEGMENT_BYTES - 1;
    private static final int IN_BITS = 2 * SieveSizes.SEGMENT_BYTES - 1;
    private static final int SPOKES = Wheel.RESIDUES.length / 2;

    /** Primes that are handled at once. */
    private static final int BATCH = 1024;

    private final int firstSpoke;
    private final int r;
    private final int[][] at = new int[2][16];
    private int[] a = new int[16];
    private int size;
    private final int[] active = new int[BATCH];

    /**
     * @param residueIndex of the primes
     */
    HalfTurns(int residueIndex) {
        this.firstSpoke = residueIndex * Wheel.RESIDUES.length;
        this.r = Wheel.RESIDUES[residueIndex];
    }

    /** Forgets the primes. */
    void clear() {
        size = 0;
    }

    /**
     * Adds a prime, and crosses off in {@link Segment#BITS} what lies there of a half that began
     * before the segment.
     *
     * @param a the prime divided by 30; it is longer than a segment
     * @param next how many bytes behind the segment's first a turn begins; may be negative
     * @param from the segment's first byte, counted from where the segments began
     */
    void start(int a, int next, int from) {
        if (size == this.a.length) {
            int larger = size + size / 4 + 1;
            this.a = Arrays.copyOf(this.a, larger);
            Arrays.setAll(at, half -> Arrays.copyOf(at[half], larger));
        }
        int to = next;
        for (int half = 0; half < 2; half++) {
            int begin = to;
            for (int spoke = spoke(half); spoke < spoke(half) + SPOKES; spoke++) {
                if (begin < 0 && to >= 0) {
                    Segment.BITS[to] &= Wheel.CLEAR[spoke];
                }
                to += a * Wheel.GAP[spoke] + Wheel.CARRY[spoke];
            }
            at[half][size] = from + (begin < 0 ? begin + Wheel.NUMBERS_PER_BYTE * a + r : begin);
        }
        this.a[size++] = a;
    }

    private int spoke(int half) {
        return firstSpoke + SPOKES * half;
    }

    /**
     * Crosses off the halves that begin in the segment.
     *
     * @param end of the segment, counted from where the segments began
     */
    void crossOff(int end) {
        for (int half = 0; half < 2; half++) {
            for (int from = 0; from < size; from += BATCH) {
                cross(half, find(at[half], from, Math.min(size, from + BATCH), end));
            }
        }
    }

    private int find(int[] ats, int from, int to, int end) {
        int[] indexes = active;
        int found = 0;
        for (int index = from; index < to; index++) {
            indexes[found] = index;
            found += (ats[index] - end) >>> 31;
        }
        return found;
    }

    /** Crosses off one half turn of each listed prime. */
    private void cross(int half, int listed) {
        int spoke = spoke(half);
        int gap1 = Wheel.GAP[spoke];
        int gap2 = gap1 + Wheel.GAP[spoke + 1];
        int gap3 = gap2 + Wheel.GAP[spoke + 2];
        int carry1 = Wheel.CARRY[spoke];
        int carry2 = carry1 + Wheel.CARRY[spoke + 1];
        int carry3 = carry2 + Wheel.CARRY[spoke + 2];
        byte clear0 = Wheel.CLEAR[spoke];
        byte clear1 = Wheel.CLEAR[spoke + 1];
        byte clear2 = Wheel.CLEAR[spoke + 2];
        byte clear3 = Wheel.CLEAR[spoke + 3];
        int[] ats = at[half];
        int[] as = a;
        int[] indexes = active;
        for (int entry = 0; entry < listed; entry++) {
            int index = indexes[entry];
            int next = ats[index];
            int p = as[index];
            int first = next & AT;
            Segment.BITS[first] &= clear0;
            Segment.BITS[(first + p * gap1 + carry1) & IN_BITS] &= clear1;
            Segment.BITS[(first + p * gap2 + carry2) & IN_BITS] &= clear2;
            Segment.BITS[(first + p * gap3 + carry3) & IN_BITS] &= clear3;
            ats[index] = next + Wheel.NUMBERS_PER_BYTE * p + r;
        }
    }
}
