package dev.forkyard.jobs.primes.sieve;

/**
 * Crosses off as {@link Turns} does, seven turns at a time and without those multiples that 7
 * divides, which the {@link PresievePatterns} have crossed off: 48 instead of 56. Stateless.
 *
 * <p>It pays where seven turns reach no further than the fast memory does. One method for all
 * residues, with masks in variables, which do not fit the registers, took 7 to 13 % more than no
 * wide turns at all. {@code WideTurnsTest} compares the constants with {@link Wheel}'s tables.
 *
 * <p>A turn's bytes are added and masked step by step, on purpose with a sum that the compiler
 * cannot bound, for otherwise it drops the mask and computes 41 addresses of seven turns before the
 * loop, many more than there are registers: 5 to 10 % of the whole sieve's time.
 */
final class WideTurns {
    /** How many turns of the wheel are crossed off at a time. */
    static final int TURNS = 7;

    /** No byte of the first multiple lies above it. */
    private static final int AT = SieveSizes.SEGMENT_BYTES - 1;

    /** No byte of a later multiple with cofactor 1 mod 30 lies above it. */
    private static final int IN_BITS = 2 * SieveSizes.SEGMENT_BYTES - 1;

    /** No prime that is crossed off here, divided by 30, lies above it. */
    static final int A = (1 << 11) - 1;

    private WideTurns() {}

    /**
     * Crosses off the seven turns that begin below {@code end}.
     *
     * @param residueIndex which residue mod 30 the primes have
     * @param at by prime: the byte of the next multiple whose cofactor is 1 mod 210; moved on to
     *     the first that is not below {@code end}
     * @param a by prime: the prime divided by 30; the prime is at most {@link
     *     SieveSizes#WIDE_TURN_PRIME_MAX}
     * @param from the first prime's index
     * @param to the index behind the last prime's
     * @param end at most {@link SieveSizes#SEGMENT_BYTES}; the last turns may reach seven times a
     *     prime's length beyond
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
            int turn = 30 * as[index] + 1;
            int o1 = 6 * a;
            int o2 = 10 * a;
            int o3 = 12 * a;
            int o4 = 16 * a;
            int o5 = 18 * a;
            int o6 = 22 * a;
            int o7 = 28 * a;
            int at = ats[index];
            for (int turns = 0; turns < Turns.TURNS_MAX && at < end; turns++) {
                int t = at & AT;
                Segment.BITS[t] &= (byte) ~1;
                Segment.BITS[t + o2] &= (byte) ~4;
                Segment.BITS[t + o3] &= (byte) ~8;
                Segment.BITS[t + o4] &= (byte) ~16;
                Segment.BITS[t + o5] &= (byte) ~32;
                Segment.BITS[t + o6] &= (byte) ~64;
                Segment.BITS[t + o7] &= (byte) ~128;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~1;
                Segment.BITS[t + o1] &= (byte) ~2;
                Segment.BITS[t + o2] &= (byte) ~4;
                Segment.BITS[t + o3] &= (byte) ~8;
                Segment.BITS[t + o4] &= (byte) ~16;
                Segment.BITS[t + o6] &= (byte) ~64;
                Segment.BITS[t + o7] &= (byte) ~128;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~1;
                Segment.BITS[t + o1] &= (byte) ~2;
                Segment.BITS[t + o2] &= (byte) ~4;
                Segment.BITS[t + o3] &= (byte) ~8;
                Segment.BITS[t + o5] &= (byte) ~32;
                Segment.BITS[t + o6] &= (byte) ~64;
                Segment.BITS[t + o7] &= (byte) ~128;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t + o1] &= (byte) ~2;
                Segment.BITS[t + o2] &= (byte) ~4;
                Segment.BITS[t + o3] &= (byte) ~8;
                Segment.BITS[t + o4] &= (byte) ~16;
                Segment.BITS[t + o5] &= (byte) ~32;
                Segment.BITS[t + o6] &= (byte) ~64;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~1;
                Segment.BITS[t + o1] &= (byte) ~2;
                Segment.BITS[t + o2] &= (byte) ~4;
                Segment.BITS[t + o4] &= (byte) ~16;
                Segment.BITS[t + o5] &= (byte) ~32;
                Segment.BITS[t + o6] &= (byte) ~64;
                Segment.BITS[t + o7] &= (byte) ~128;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~1;
                Segment.BITS[t + o1] &= (byte) ~2;
                Segment.BITS[t + o3] &= (byte) ~8;
                Segment.BITS[t + o4] &= (byte) ~16;
                Segment.BITS[t + o5] &= (byte) ~32;
                Segment.BITS[t + o6] &= (byte) ~64;
                Segment.BITS[t + o7] &= (byte) ~128;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~1;
                Segment.BITS[t + o1] &= (byte) ~2;
                Segment.BITS[t + o2] &= (byte) ~4;
                Segment.BITS[t + o3] &= (byte) ~8;
                Segment.BITS[t + o4] &= (byte) ~16;
                Segment.BITS[t + o5] &= (byte) ~32;
                Segment.BITS[t + o7] &= (byte) ~128;
                at += TURNS * turn;
            }
            ats[index] = at;
        }
    }

    private static void cross7(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int turn = 30 * as[index] + 7;
            int o1 = 6 * a + 1;
            int o2 = 10 * a + 2;
            int o3 = 12 * a + 3;
            int o4 = 16 * a + 3;
            int o5 = 18 * a + 4;
            int o6 = 22 * a + 5;
            int o7 = 28 * a + 6;
            int at = ats[index];
            for (int turns = 0; turns < Turns.TURNS_MAX && at < end; turns++) {
                int t = at & AT;
                Segment.BITS[t] &= (byte) ~2;
                Segment.BITS[t + o2] &= (byte) ~16;
                Segment.BITS[t + o3] &= (byte) ~1;
                Segment.BITS[t + o4] &= (byte) ~128;
                Segment.BITS[t + o5] &= (byte) ~8;
                Segment.BITS[t + o6] &= (byte) ~4;
                Segment.BITS[t + o7] &= (byte) ~64;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~2;
                Segment.BITS[t + o1] &= (byte) ~32;
                Segment.BITS[t + o2] &= (byte) ~16;
                Segment.BITS[t + o3] &= (byte) ~1;
                Segment.BITS[t + o4] &= (byte) ~128;
                Segment.BITS[t + o6] &= (byte) ~4;
                Segment.BITS[t + o7] &= (byte) ~64;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~2;
                Segment.BITS[t + o1] &= (byte) ~32;
                Segment.BITS[t + o2] &= (byte) ~16;
                Segment.BITS[t + o3] &= (byte) ~1;
                Segment.BITS[t + o5] &= (byte) ~8;
                Segment.BITS[t + o6] &= (byte) ~4;
                Segment.BITS[t + o7] &= (byte) ~64;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t + o1] &= (byte) ~32;
                Segment.BITS[t + o2] &= (byte) ~16;
                Segment.BITS[t + o3] &= (byte) ~1;
                Segment.BITS[t + o4] &= (byte) ~128;
                Segment.BITS[t + o5] &= (byte) ~8;
                Segment.BITS[t + o6] &= (byte) ~4;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~2;
                Segment.BITS[t + o1] &= (byte) ~32;
                Segment.BITS[t + o2] &= (byte) ~16;
                Segment.BITS[t + o4] &= (byte) ~128;
                Segment.BITS[t + o5] &= (byte) ~8;
                Segment.BITS[t + o6] &= (byte) ~4;
                Segment.BITS[t + o7] &= (byte) ~64;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~2;
                Segment.BITS[t + o1] &= (byte) ~32;
                Segment.BITS[t + o3] &= (byte) ~1;
                Segment.BITS[t + o4] &= (byte) ~128;
                Segment.BITS[t + o5] &= (byte) ~8;
                Segment.BITS[t + o6] &= (byte) ~4;
                Segment.BITS[t + o7] &= (byte) ~64;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~2;
                Segment.BITS[t + o1] &= (byte) ~32;
                Segment.BITS[t + o2] &= (byte) ~16;
                Segment.BITS[t + o3] &= (byte) ~1;
                Segment.BITS[t + o4] &= (byte) ~128;
                Segment.BITS[t + o5] &= (byte) ~8;
                Segment.BITS[t + o7] &= (byte) ~64;
                at += TURNS * turn;
            }
            ats[index] = at;
        }
    }

    private static void cross11(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int turn = 30 * as[index] + 11;
            int o1 = 6 * a + 2;
            int o2 = 10 * a + 4;
            int o3 = 12 * a + 4;
            int o4 = 16 * a + 6;
            int o5 = 18 * a + 6;
            int o6 = 22 * a + 8;
            int o7 = 28 * a + 10;
            int at = ats[index];
            for (int turns = 0; turns < Turns.TURNS_MAX && at < end; turns++) {
                int t = at & AT;
                Segment.BITS[t] &= (byte) ~4;
                Segment.BITS[t + o2] &= (byte) ~1;
                Segment.BITS[t + o3] &= (byte) ~64;
                Segment.BITS[t + o4] &= (byte) ~2;
                Segment.BITS[t + o5] &= (byte) ~128;
                Segment.BITS[t + o6] &= (byte) ~8;
                Segment.BITS[t + o7] &= (byte) ~32;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~4;
                Segment.BITS[t + o1] &= (byte) ~16;
                Segment.BITS[t + o2] &= (byte) ~1;
                Segment.BITS[t + o3] &= (byte) ~64;
                Segment.BITS[t + o4] &= (byte) ~2;
                Segment.BITS[t + o6] &= (byte) ~8;
                Segment.BITS[t + o7] &= (byte) ~32;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~4;
                Segment.BITS[t + o1] &= (byte) ~16;
                Segment.BITS[t + o2] &= (byte) ~1;
                Segment.BITS[t + o3] &= (byte) ~64;
                Segment.BITS[t + o5] &= (byte) ~128;
                Segment.BITS[t + o6] &= (byte) ~8;
                Segment.BITS[t + o7] &= (byte) ~32;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t + o1] &= (byte) ~16;
                Segment.BITS[t + o2] &= (byte) ~1;
                Segment.BITS[t + o3] &= (byte) ~64;
                Segment.BITS[t + o4] &= (byte) ~2;
                Segment.BITS[t + o5] &= (byte) ~128;
                Segment.BITS[t + o6] &= (byte) ~8;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~4;
                Segment.BITS[t + o1] &= (byte) ~16;
                Segment.BITS[t + o2] &= (byte) ~1;
                Segment.BITS[t + o4] &= (byte) ~2;
                Segment.BITS[t + o5] &= (byte) ~128;
                Segment.BITS[t + o6] &= (byte) ~8;
                Segment.BITS[t + o7] &= (byte) ~32;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~4;
                Segment.BITS[t + o1] &= (byte) ~16;
                Segment.BITS[t + o3] &= (byte) ~64;
                Segment.BITS[t + o4] &= (byte) ~2;
                Segment.BITS[t + o5] &= (byte) ~128;
                Segment.BITS[t + o6] &= (byte) ~8;
                Segment.BITS[t + o7] &= (byte) ~32;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~4;
                Segment.BITS[t + o1] &= (byte) ~16;
                Segment.BITS[t + o2] &= (byte) ~1;
                Segment.BITS[t + o3] &= (byte) ~64;
                Segment.BITS[t + o4] &= (byte) ~2;
                Segment.BITS[t + o5] &= (byte) ~128;
                Segment.BITS[t + o7] &= (byte) ~32;
                at += TURNS * turn;
            }
            ats[index] = at;
        }
    }

    private static void cross13(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int turn = 30 * as[index] + 13;
            int o1 = 6 * a + 3;
            int o2 = 10 * a + 4;
            int o3 = 12 * a + 5;
            int o4 = 16 * a + 7;
            int o5 = 18 * a + 8;
            int o6 = 22 * a + 9;
            int o7 = 28 * a + 12;
            int at = ats[index];
            for (int turns = 0; turns < Turns.TURNS_MAX && at < end; turns++) {
                int t = at & AT;
                Segment.BITS[t] &= (byte) ~8;
                Segment.BITS[t + o2] &= (byte) ~64;
                Segment.BITS[t + o3] &= (byte) ~32;
                Segment.BITS[t + o4] &= (byte) ~4;
                Segment.BITS[t + o5] &= (byte) ~2;
                Segment.BITS[t + o6] &= (byte) ~128;
                Segment.BITS[t + o7] &= (byte) ~16;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~8;
                Segment.BITS[t + o1] &= (byte) ~1;
                Segment.BITS[t + o2] &= (byte) ~64;
                Segment.BITS[t + o3] &= (byte) ~32;
                Segment.BITS[t + o4] &= (byte) ~4;
                Segment.BITS[t + o6] &= (byte) ~128;
                Segment.BITS[t + o7] &= (byte) ~16;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~8;
                Segment.BITS[t + o1] &= (byte) ~1;
                Segment.BITS[t + o2] &= (byte) ~64;
                Segment.BITS[t + o3] &= (byte) ~32;
                Segment.BITS[t + o5] &= (byte) ~2;
                Segment.BITS[t + o6] &= (byte) ~128;
                Segment.BITS[t + o7] &= (byte) ~16;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t + o1] &= (byte) ~1;
                Segment.BITS[t + o2] &= (byte) ~64;
                Segment.BITS[t + o3] &= (byte) ~32;
                Segment.BITS[t + o4] &= (byte) ~4;
                Segment.BITS[t + o5] &= (byte) ~2;
                Segment.BITS[t + o6] &= (byte) ~128;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~8;
                Segment.BITS[t + o1] &= (byte) ~1;
                Segment.BITS[t + o2] &= (byte) ~64;
                Segment.BITS[t + o4] &= (byte) ~4;
                Segment.BITS[t + o5] &= (byte) ~2;
                Segment.BITS[t + o6] &= (byte) ~128;
                Segment.BITS[t + o7] &= (byte) ~16;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~8;
                Segment.BITS[t + o1] &= (byte) ~1;
                Segment.BITS[t + o3] &= (byte) ~32;
                Segment.BITS[t + o4] &= (byte) ~4;
                Segment.BITS[t + o5] &= (byte) ~2;
                Segment.BITS[t + o6] &= (byte) ~128;
                Segment.BITS[t + o7] &= (byte) ~16;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~8;
                Segment.BITS[t + o1] &= (byte) ~1;
                Segment.BITS[t + o2] &= (byte) ~64;
                Segment.BITS[t + o3] &= (byte) ~32;
                Segment.BITS[t + o4] &= (byte) ~4;
                Segment.BITS[t + o5] &= (byte) ~2;
                Segment.BITS[t + o7] &= (byte) ~16;
                at += TURNS * turn;
            }
            ats[index] = at;
        }
    }

    private static void cross17(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int turn = 30 * as[index] + 17;
            int o1 = 6 * a + 3;
            int o2 = 10 * a + 6;
            int o3 = 12 * a + 7;
            int o4 = 16 * a + 9;
            int o5 = 18 * a + 10;
            int o6 = 22 * a + 13;
            int o7 = 28 * a + 16;
            int at = ats[index];
            for (int turns = 0; turns < Turns.TURNS_MAX && at < end; turns++) {
                int t = at & AT;
                Segment.BITS[t] &= (byte) ~16;
                Segment.BITS[t + o2] &= (byte) ~2;
                Segment.BITS[t + o3] &= (byte) ~4;
                Segment.BITS[t + o4] &= (byte) ~32;
                Segment.BITS[t + o5] &= (byte) ~64;
                Segment.BITS[t + o6] &= (byte) ~1;
                Segment.BITS[t + o7] &= (byte) ~8;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~16;
                Segment.BITS[t + o1] &= (byte) ~128;
                Segment.BITS[t + o2] &= (byte) ~2;
                Segment.BITS[t + o3] &= (byte) ~4;
                Segment.BITS[t + o4] &= (byte) ~32;
                Segment.BITS[t + o6] &= (byte) ~1;
                Segment.BITS[t + o7] &= (byte) ~8;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~16;
                Segment.BITS[t + o1] &= (byte) ~128;
                Segment.BITS[t + o2] &= (byte) ~2;
                Segment.BITS[t + o3] &= (byte) ~4;
                Segment.BITS[t + o5] &= (byte) ~64;
                Segment.BITS[t + o6] &= (byte) ~1;
                Segment.BITS[t + o7] &= (byte) ~8;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t + o1] &= (byte) ~128;
                Segment.BITS[t + o2] &= (byte) ~2;
                Segment.BITS[t + o3] &= (byte) ~4;
                Segment.BITS[t + o4] &= (byte) ~32;
                Segment.BITS[t + o5] &= (byte) ~64;
                Segment.BITS[t + o6] &= (byte) ~1;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~16;
                Segment.BITS[t + o1] &= (byte) ~128;
                Segment.BITS[t + o2] &= (byte) ~2;
                Segment.BITS[t + o4] &= (byte) ~32;
                Segment.BITS[t + o5] &= (byte) ~64;
                Segment.BITS[t + o6] &= (byte) ~1;
                Segment.BITS[t + o7] &= (byte) ~8;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~16;
                Segment.BITS[t + o1] &= (byte) ~128;
                Segment.BITS[t + o3] &= (byte) ~4;
                Segment.BITS[t + o4] &= (byte) ~32;
                Segment.BITS[t + o5] &= (byte) ~64;
                Segment.BITS[t + o6] &= (byte) ~1;
                Segment.BITS[t + o7] &= (byte) ~8;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~16;
                Segment.BITS[t + o1] &= (byte) ~128;
                Segment.BITS[t + o2] &= (byte) ~2;
                Segment.BITS[t + o3] &= (byte) ~4;
                Segment.BITS[t + o4] &= (byte) ~32;
                Segment.BITS[t + o5] &= (byte) ~64;
                Segment.BITS[t + o7] &= (byte) ~8;
                at += TURNS * turn;
            }
            ats[index] = at;
        }
    }

    private static void cross19(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int turn = 30 * as[index] + 19;
            int o1 = 6 * a + 4;
            int o2 = 10 * a + 6;
            int o3 = 12 * a + 8;
            int o4 = 16 * a + 10;
            int o5 = 18 * a + 12;
            int o6 = 22 * a + 14;
            int o7 = 28 * a + 18;
            int at = ats[index];
            for (int turns = 0; turns < Turns.TURNS_MAX && at < end; turns++) {
                int t = at & AT;
                Segment.BITS[t] &= (byte) ~32;
                Segment.BITS[t + o2] &= (byte) ~128;
                Segment.BITS[t + o3] &= (byte) ~2;
                Segment.BITS[t + o4] &= (byte) ~64;
                Segment.BITS[t + o5] &= (byte) ~1;
                Segment.BITS[t + o6] &= (byte) ~16;
                Segment.BITS[t + o7] &= (byte) ~4;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~32;
                Segment.BITS[t + o1] &= (byte) ~8;
                Segment.BITS[t + o2] &= (byte) ~128;
                Segment.BITS[t + o3] &= (byte) ~2;
                Segment.BITS[t + o4] &= (byte) ~64;
                Segment.BITS[t + o6] &= (byte) ~16;
                Segment.BITS[t + o7] &= (byte) ~4;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~32;
                Segment.BITS[t + o1] &= (byte) ~8;
                Segment.BITS[t + o2] &= (byte) ~128;
                Segment.BITS[t + o3] &= (byte) ~2;
                Segment.BITS[t + o5] &= (byte) ~1;
                Segment.BITS[t + o6] &= (byte) ~16;
                Segment.BITS[t + o7] &= (byte) ~4;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t + o1] &= (byte) ~8;
                Segment.BITS[t + o2] &= (byte) ~128;
                Segment.BITS[t + o3] &= (byte) ~2;
                Segment.BITS[t + o4] &= (byte) ~64;
                Segment.BITS[t + o5] &= (byte) ~1;
                Segment.BITS[t + o6] &= (byte) ~16;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~32;
                Segment.BITS[t + o1] &= (byte) ~8;
                Segment.BITS[t + o2] &= (byte) ~128;
                Segment.BITS[t + o4] &= (byte) ~64;
                Segment.BITS[t + o5] &= (byte) ~1;
                Segment.BITS[t + o6] &= (byte) ~16;
                Segment.BITS[t + o7] &= (byte) ~4;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~32;
                Segment.BITS[t + o1] &= (byte) ~8;
                Segment.BITS[t + o3] &= (byte) ~2;
                Segment.BITS[t + o4] &= (byte) ~64;
                Segment.BITS[t + o5] &= (byte) ~1;
                Segment.BITS[t + o6] &= (byte) ~16;
                Segment.BITS[t + o7] &= (byte) ~4;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~32;
                Segment.BITS[t + o1] &= (byte) ~8;
                Segment.BITS[t + o2] &= (byte) ~128;
                Segment.BITS[t + o3] &= (byte) ~2;
                Segment.BITS[t + o4] &= (byte) ~64;
                Segment.BITS[t + o5] &= (byte) ~1;
                Segment.BITS[t + o7] &= (byte) ~4;
                at += TURNS * turn;
            }
            ats[index] = at;
        }
    }

    private static void cross23(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int turn = 30 * as[index] + 23;
            int o1 = 6 * a + 5;
            int o2 = 10 * a + 8;
            int o3 = 12 * a + 9;
            int o4 = 16 * a + 13;
            int o5 = 18 * a + 14;
            int o6 = 22 * a + 17;
            int o7 = 28 * a + 22;
            int at = ats[index];
            for (int turns = 0; turns < Turns.TURNS_MAX && at < end; turns++) {
                int t = at & AT;
                Segment.BITS[t] &= (byte) ~64;
                Segment.BITS[t + o2] &= (byte) ~8;
                Segment.BITS[t + o3] &= (byte) ~128;
                Segment.BITS[t + o4] &= (byte) ~1;
                Segment.BITS[t + o5] &= (byte) ~16;
                Segment.BITS[t + o6] &= (byte) ~32;
                Segment.BITS[t + o7] &= (byte) ~2;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~64;
                Segment.BITS[t + o1] &= (byte) ~4;
                Segment.BITS[t + o2] &= (byte) ~8;
                Segment.BITS[t + o3] &= (byte) ~128;
                Segment.BITS[t + o4] &= (byte) ~1;
                Segment.BITS[t + o6] &= (byte) ~32;
                Segment.BITS[t + o7] &= (byte) ~2;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~64;
                Segment.BITS[t + o1] &= (byte) ~4;
                Segment.BITS[t + o2] &= (byte) ~8;
                Segment.BITS[t + o3] &= (byte) ~128;
                Segment.BITS[t + o5] &= (byte) ~16;
                Segment.BITS[t + o6] &= (byte) ~32;
                Segment.BITS[t + o7] &= (byte) ~2;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t + o1] &= (byte) ~4;
                Segment.BITS[t + o2] &= (byte) ~8;
                Segment.BITS[t + o3] &= (byte) ~128;
                Segment.BITS[t + o4] &= (byte) ~1;
                Segment.BITS[t + o5] &= (byte) ~16;
                Segment.BITS[t + o6] &= (byte) ~32;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~64;
                Segment.BITS[t + o1] &= (byte) ~4;
                Segment.BITS[t + o2] &= (byte) ~8;
                Segment.BITS[t + o4] &= (byte) ~1;
                Segment.BITS[t + o5] &= (byte) ~16;
                Segment.BITS[t + o6] &= (byte) ~32;
                Segment.BITS[t + o7] &= (byte) ~2;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~64;
                Segment.BITS[t + o1] &= (byte) ~4;
                Segment.BITS[t + o3] &= (byte) ~128;
                Segment.BITS[t + o4] &= (byte) ~1;
                Segment.BITS[t + o5] &= (byte) ~16;
                Segment.BITS[t + o6] &= (byte) ~32;
                Segment.BITS[t + o7] &= (byte) ~2;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~64;
                Segment.BITS[t + o1] &= (byte) ~4;
                Segment.BITS[t + o2] &= (byte) ~8;
                Segment.BITS[t + o3] &= (byte) ~128;
                Segment.BITS[t + o4] &= (byte) ~1;
                Segment.BITS[t + o5] &= (byte) ~16;
                Segment.BITS[t + o7] &= (byte) ~2;
                at += TURNS * turn;
            }
            ats[index] = at;
        }
    }

    private static void cross29(int[] ats, int[] as, int from, int to, int end) {
        for (int index = from; index < to; index++) {
            int a = as[index] & A;
            int turn = 30 * as[index] + 29;
            int o1 = 6 * a + 6;
            int o2 = 10 * a + 10;
            int o3 = 12 * a + 12;
            int o4 = 16 * a + 16;
            int o5 = 18 * a + 18;
            int o6 = 22 * a + 22;
            int o7 = 28 * a + 28;
            int at = ats[index];
            for (int turns = 0; turns < Turns.TURNS_MAX && at < end; turns++) {
                int t = at & AT;
                Segment.BITS[t] &= (byte) ~128;
                Segment.BITS[t + o2] &= (byte) ~32;
                Segment.BITS[t + o3] &= (byte) ~16;
                Segment.BITS[t + o4] &= (byte) ~8;
                Segment.BITS[t + o5] &= (byte) ~4;
                Segment.BITS[t + o6] &= (byte) ~2;
                Segment.BITS[t + o7] &= (byte) ~1;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~128;
                Segment.BITS[t + o1] &= (byte) ~64;
                Segment.BITS[t + o2] &= (byte) ~32;
                Segment.BITS[t + o3] &= (byte) ~16;
                Segment.BITS[t + o4] &= (byte) ~8;
                Segment.BITS[t + o6] &= (byte) ~2;
                Segment.BITS[t + o7] &= (byte) ~1;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~128;
                Segment.BITS[t + o1] &= (byte) ~64;
                Segment.BITS[t + o2] &= (byte) ~32;
                Segment.BITS[t + o3] &= (byte) ~16;
                Segment.BITS[t + o5] &= (byte) ~4;
                Segment.BITS[t + o6] &= (byte) ~2;
                Segment.BITS[t + o7] &= (byte) ~1;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t + o1] &= (byte) ~64;
                Segment.BITS[t + o2] &= (byte) ~32;
                Segment.BITS[t + o3] &= (byte) ~16;
                Segment.BITS[t + o4] &= (byte) ~8;
                Segment.BITS[t + o5] &= (byte) ~4;
                Segment.BITS[t + o6] &= (byte) ~2;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~128;
                Segment.BITS[t + o1] &= (byte) ~64;
                Segment.BITS[t + o2] &= (byte) ~32;
                Segment.BITS[t + o4] &= (byte) ~8;
                Segment.BITS[t + o5] &= (byte) ~4;
                Segment.BITS[t + o6] &= (byte) ~2;
                Segment.BITS[t + o7] &= (byte) ~1;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~128;
                Segment.BITS[t + o1] &= (byte) ~64;
                Segment.BITS[t + o3] &= (byte) ~16;
                Segment.BITS[t + o4] &= (byte) ~8;
                Segment.BITS[t + o5] &= (byte) ~4;
                Segment.BITS[t + o6] &= (byte) ~2;
                Segment.BITS[t + o7] &= (byte) ~1;
                t = (t + turn) & IN_BITS;
                Segment.BITS[t] &= (byte) ~128;
                Segment.BITS[t + o1] &= (byte) ~64;
                Segment.BITS[t + o2] &= (byte) ~32;
                Segment.BITS[t + o3] &= (byte) ~16;
                Segment.BITS[t + o4] &= (byte) ~8;
                Segment.BITS[t + o5] &= (byte) ~4;
                Segment.BITS[t + o7] &= (byte) ~1;
                at += TURNS * turn;
            }
            ats[index] = at;
        }
    }
}
