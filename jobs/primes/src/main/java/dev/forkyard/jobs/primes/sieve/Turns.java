package dev.forkyard.jobs.primes.sieve;

/**
 * Crosses off whole turns of the wheel in {@link Segment#BITS}: the eight multiples {@code p·(30·c
 * + s)} of a prime in one loop body without a table look-up. Stateless.
 *
 * <p>For {@code p = 30·a + r} the multiple with cofactor residue {@code s} lies {@code a·(s − 1) +
 * ⌊r·s / 30⌋} bytes behind the one with residue 1, and its bit is that of {@code r·s mod 30}. Both
 * are constants of {@code r} but for {@code a}, so there is one method for each {@code r}, written
 * out: it must not depend on what the compiler cares to inline. The constants repeat {@link
 * Wheel}'s tables; {@code TurnsTest} compares the two.
 *
 * <p>The masks on {@code at} and {@code a} change nothing. They tell the compiler that no index can
 * reach the array's length, which it knows, so that it drops the eight checks of each turn: 1.31 s
 * became 1.10 s for [0, 10^10].
 *
 * <p>Turns are counted, up to more than there ever are, because a loop that ends by itself needs no
 * safepoint. At one, the compiler keeps the address of the array again for each address that it has
 * computed in it: seven constants more in each turn, 5 % of the whole sieve's time.
 */
final class Turns {
    /** No byte of a turn's first multiple lies above it. */
    private static final int AT = SieveSizes.SEGMENT_BYTES - 1;

    /** No turn prime divided by 30 lies above it. */
    static final int A = (1 << 15) - 1;

    /** No prime has as many turns in a segment, or in a chunk if it crosses off in chunks. */
    static final int TURNS_MAX = 1000;

    private Turns() {}

    /**
     * Crosses off the turns that begin below {@code end}.
     *
     * @param residueIndex which residue mod 30 the primes have
     * @param at by prime: the byte of the next multiple whose cofactor is 1 mod 30; moved on to the
     *     first that is not below {@code end}
     * @param a by prime: the prime divided by 30
     * @param from the first prime's index
     * @param to the index behind the last prime's
     * @param end at most {@link SieveSizes#SEGMENT_BYTES}; the last turn may reach a prime's length
     *     beyond
     */
    static void cross(int residueIndex, int[] at, int[] a, int from, int to, int end) {
        switch (residueIndex) {
            case 0 -> cross1(at, a, from, to, end);
            case 1 -> cross7(at, a, from, to, end);
            case 2 -> cross11(at, a, from, to, end);
            case 3 -> cross13(at, a, from, to, end);
            case 4 -> cross17(at, a, from, to, end);
            case 5 -> cross19(at, a, from, to, end);
            case 6 -> cross23(at, a, from, to, end);
            default -> cross29(at, a, from, to, end);
        }
    }

    private static void cross1(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int o1 = 6 * a;
            int o2 = 10 * a;
            int o3 = 12 * a;
            int o4 = 16 * a;
            int o5 = 18 * a;
            int o6 = 22 * a;
            int o7 = 28 * a;
            int at = ats[index];
            for (int turns = 0; turns < TURNS_MAX && at < end; turns++) {
                int first = at & AT;
                Segment.BITS[first] &= (byte) ~1;
                Segment.BITS[first + o1] &= (byte) ~2;
                Segment.BITS[first + o2] &= (byte) ~4;
                Segment.BITS[first + o3] &= (byte) ~8;
                Segment.BITS[first + o4] &= (byte) ~16;
                Segment.BITS[first + o5] &= (byte) ~32;
                Segment.BITS[first + o6] &= (byte) ~64;
                Segment.BITS[first + o7] &= (byte) ~128;
                at += 30 * a + 1;
            }
            ats[index] = at;
        }
    }

    private static void cross7(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int o1 = 6 * a + 1;
            int o2 = 10 * a + 2;
            int o3 = 12 * a + 3;
            int o4 = 16 * a + 3;
            int o5 = 18 * a + 4;
            int o6 = 22 * a + 5;
            int o7 = 28 * a + 6;
            int at = ats[index];
            for (int turns = 0; turns < TURNS_MAX && at < end; turns++) {
                int first = at & AT;
                Segment.BITS[first] &= (byte) ~2;
                Segment.BITS[first + o1] &= (byte) ~32;
                Segment.BITS[first + o2] &= (byte) ~16;
                Segment.BITS[first + o3] &= (byte) ~1;
                Segment.BITS[first + o4] &= (byte) ~128;
                Segment.BITS[first + o5] &= (byte) ~8;
                Segment.BITS[first + o6] &= (byte) ~4;
                Segment.BITS[first + o7] &= (byte) ~64;
                at += 30 * a + 7;
            }
            ats[index] = at;
        }
    }

    private static void cross11(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int o1 = 6 * a + 2;
            int o2 = 10 * a + 4;
            int o3 = 12 * a + 4;
            int o4 = 16 * a + 6;
            int o5 = 18 * a + 6;
            int o6 = 22 * a + 8;
            int o7 = 28 * a + 10;
            int at = ats[index];
            for (int turns = 0; turns < TURNS_MAX && at < end; turns++) {
                int first = at & AT;
                Segment.BITS[first] &= (byte) ~4;
                Segment.BITS[first + o1] &= (byte) ~16;
                Segment.BITS[first + o2] &= (byte) ~1;
                Segment.BITS[first + o3] &= (byte) ~64;
                Segment.BITS[first + o4] &= (byte) ~2;
                Segment.BITS[first + o5] &= (byte) ~128;
                Segment.BITS[first + o6] &= (byte) ~8;
                Segment.BITS[first + o7] &= (byte) ~32;
                at += 30 * a + 11;
            }
            ats[index] = at;
        }
    }

    private static void cross13(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int o1 = 6 * a + 3;
            int o2 = 10 * a + 4;
            int o3 = 12 * a + 5;
            int o4 = 16 * a + 7;
            int o5 = 18 * a + 8;
            int o6 = 22 * a + 9;
            int o7 = 28 * a + 12;
            int at = ats[index];
            for (int turns = 0; turns < TURNS_MAX && at < end; turns++) {
                int first = at & AT;
                Segment.BITS[first] &= (byte) ~8;
                Segment.BITS[first + o1] &= (byte) ~1;
                Segment.BITS[first + o2] &= (byte) ~64;
                Segment.BITS[first + o3] &= (byte) ~32;
                Segment.BITS[first + o4] &= (byte) ~4;
                Segment.BITS[first + o5] &= (byte) ~2;
                Segment.BITS[first + o6] &= (byte) ~128;
                Segment.BITS[first + o7] &= (byte) ~16;
                at += 30 * a + 13;
            }
            ats[index] = at;
        }
    }

    private static void cross17(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int o1 = 6 * a + 3;
            int o2 = 10 * a + 6;
            int o3 = 12 * a + 7;
            int o4 = 16 * a + 9;
            int o5 = 18 * a + 10;
            int o6 = 22 * a + 13;
            int o7 = 28 * a + 16;
            int at = ats[index];
            for (int turns = 0; turns < TURNS_MAX && at < end; turns++) {
                int first = at & AT;
                Segment.BITS[first] &= (byte) ~16;
                Segment.BITS[first + o1] &= (byte) ~128;
                Segment.BITS[first + o2] &= (byte) ~2;
                Segment.BITS[first + o3] &= (byte) ~4;
                Segment.BITS[first + o4] &= (byte) ~32;
                Segment.BITS[first + o5] &= (byte) ~64;
                Segment.BITS[first + o6] &= (byte) ~1;
                Segment.BITS[first + o7] &= (byte) ~8;
                at += 30 * a + 17;
            }
            ats[index] = at;
        }
    }

    private static void cross19(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int o1 = 6 * a + 4;
            int o2 = 10 * a + 6;
            int o3 = 12 * a + 8;
            int o4 = 16 * a + 10;
            int o5 = 18 * a + 12;
            int o6 = 22 * a + 14;
            int o7 = 28 * a + 18;
            int at = ats[index];
            for (int turns = 0; turns < TURNS_MAX && at < end; turns++) {
                int first = at & AT;
                Segment.BITS[first] &= (byte) ~32;
                Segment.BITS[first + o1] &= (byte) ~8;
                Segment.BITS[first + o2] &= (byte) ~128;
                Segment.BITS[first + o3] &= (byte) ~2;
                Segment.BITS[first + o4] &= (byte) ~64;
                Segment.BITS[first + o5] &= (byte) ~1;
                Segment.BITS[first + o6] &= (byte) ~16;
                Segment.BITS[first + o7] &= (byte) ~4;
                at += 30 * a + 19;
            }
            ats[index] = at;
        }
    }

    private static void cross23(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int o1 = 6 * a + 5;
            int o2 = 10 * a + 8;
            int o3 = 12 * a + 9;
            int o4 = 16 * a + 13;
            int o5 = 18 * a + 14;
            int o6 = 22 * a + 17;
            int o7 = 28 * a + 22;
            int at = ats[index];
            for (int turns = 0; turns < TURNS_MAX && at < end; turns++) {
                int first = at & AT;
                Segment.BITS[first] &= (byte) ~64;
                Segment.BITS[first + o1] &= (byte) ~4;
                Segment.BITS[first + o2] &= (byte) ~8;
                Segment.BITS[first + o3] &= (byte) ~128;
                Segment.BITS[first + o4] &= (byte) ~1;
                Segment.BITS[first + o5] &= (byte) ~16;
                Segment.BITS[first + o6] &= (byte) ~32;
                Segment.BITS[first + o7] &= (byte) ~2;
                at += 30 * a + 23;
            }
            ats[index] = at;
        }
    }

    private static void cross29(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int o1 = 6 * a + 6;
            int o2 = 10 * a + 10;
            int o3 = 12 * a + 12;
            int o4 = 16 * a + 16;
            int o5 = 18 * a + 18;
            int o6 = 22 * a + 22;
            int o7 = 28 * a + 28;
            int at = ats[index];
            for (int turns = 0; turns < TURNS_MAX && at < end; turns++) {
                int first = at & AT;
                Segment.BITS[first] &= (byte) ~128;
                Segment.BITS[first + o1] &= (byte) ~64;
                Segment.BITS[first + o2] &= (byte) ~32;
                Segment.BITS[first + o3] &= (byte) ~16;
                Segment.BITS[first + o4] &= (byte) ~8;
                Segment.BITS[first + o5] &= (byte) ~4;
                Segment.BITS[first + o6] &= (byte) ~2;
                Segment.BITS[first + o7] &= (byte) ~1;
                at += 30 * a + 29;
            }
            ats[index] = at;
        }
    }
}
