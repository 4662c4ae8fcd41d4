package dev.forkyard.jobs.primes.sieve;

/**
 * Crosses off whole turns of the wheel: the eight multiples {@code p·(30·c + residue)} of a prime
 * in one loop body without a table look-up. Stateless.
 *
 * <p>For {@code p = 30·a + r} the multiple with cofactor residue {@code s} lies {@code a·(s − 1) +
 * ⌊r·s / 30⌋} bytes behind the one with residue 1, and its bit is that of {@code r·s mod 30}. Both
 * are constants of {@code r} but for {@code a}, so there is one call for each {@code r}: once the
 * compiler has inlined {@link #turns} into it, the masks are immediate operands. The constants
 * repeat {@link Wheel}'s tables; {@code TurnsTest} compares the two.
 */
final class Turns {
    private Turns() {}

    /**
     * Crosses off turns while all eight multiples lie below {@code to}.
     *
     * @param residueIndex which residue mod 30 the prime has
     * @param at the byte of a multiple whose cofactor is 1 mod 30
     * @param a the prime divided by 30
     * @return the byte of the first multiple of the first turn that was not crossed off
     */
    static int cross(byte[] bits, int residueIndex, int at, int to, int a) {
        return switch (residueIndex) {
            case 0 -> residue1(bits, at, to, a);
            case 1 -> residue7(bits, at, to, a);
            case 2 -> residue11(bits, at, to, a);
            case 3 -> residue13(bits, at, to, a);
            case 4 -> residue17(bits, at, to, a);
            case 5 -> residue19(bits, at, to, a);
            case 6 -> residue23(bits, at, to, a);
            default -> residue29(bits, at, to, a);
        };
    }

    private static int residue1(byte[] bits, int at, int to, int a) {
        return turns(
                bits,
                at,
                to,
                30 * a + 1,
                6 * a,
                10 * a,
                12 * a,
                16 * a,
                18 * a,
                22 * a,
                28 * a,
                ~1,
                ~2,
                ~4,
                ~8,
                ~16,
                ~32,
                ~64,
                ~128);
    }

    private static int residue7(byte[] bits, int at, int to, int a) {
        return turns(
                bits,
                at,
                to,
                30 * a + 7,
                6 * a + 1,
                10 * a + 2,
                12 * a + 3,
                16 * a + 3,
                18 * a + 4,
                22 * a + 5,
                28 * a + 6,
                ~2,
                ~32,
                ~16,
                ~1,
                ~128,
                ~8,
                ~4,
                ~64);
    }

    private static int residue11(byte[] bits, int at, int to, int a) {
        return turns(
                bits,
                at,
                to,
                30 * a + 11,
                6 * a + 2,
                10 * a + 4,
                12 * a + 4,
                16 * a + 6,
                18 * a + 6,
                22 * a + 8,
                28 * a + 10,
                ~4,
                ~16,
                ~1,
                ~64,
                ~2,
                ~128,
                ~8,
                ~32);
    }

    private static int residue13(byte[] bits, int at, int to, int a) {
        return turns(
                bits,
                at,
                to,
                30 * a + 13,
                6 * a + 3,
                10 * a + 4,
                12 * a + 5,
                16 * a + 7,
                18 * a + 8,
                22 * a + 9,
                28 * a + 12,
                ~8,
                ~1,
                ~64,
                ~32,
                ~4,
                ~2,
                ~128,
                ~16);
    }

    private static int residue17(byte[] bits, int at, int to, int a) {
        return turns(
                bits,
                at,
                to,
                30 * a + 17,
                6 * a + 3,
                10 * a + 6,
                12 * a + 7,
                16 * a + 9,
                18 * a + 10,
                22 * a + 13,
                28 * a + 16,
                ~16,
                ~128,
                ~2,
                ~4,
                ~32,
                ~64,
                ~1,
                ~8);
    }

    private static int residue19(byte[] bits, int at, int to, int a) {
        return turns(
                bits,
                at,
                to,
                30 * a + 19,
                6 * a + 4,
                10 * a + 6,
                12 * a + 8,
                16 * a + 10,
                18 * a + 12,
                22 * a + 14,
                28 * a + 18,
                ~32,
                ~8,
                ~128,
                ~2,
                ~64,
                ~1,
                ~16,
                ~4);
    }

    private static int residue23(byte[] bits, int at, int to, int a) {
        return turns(
                bits,
                at,
                to,
                30 * a + 23,
                6 * a + 5,
                10 * a + 8,
                12 * a + 9,
                16 * a + 13,
                18 * a + 14,
                22 * a + 17,
                28 * a + 22,
                ~64,
                ~4,
                ~8,
                ~128,
                ~1,
                ~16,
                ~32,
                ~2);
    }

    private static int residue29(byte[] bits, int at, int to, int a) {
        return turns(
                bits,
                at,
                to,
                30 * a + 29,
                6 * a + 6,
                10 * a + 10,
                12 * a + 12,
                16 * a + 16,
                18 * a + 18,
                22 * a + 22,
                28 * a + 28,
                ~128,
                ~64,
                ~32,
                ~16,
                ~8,
                ~4,
                ~2,
                ~1);
    }

    // Sixteen constants as arguments, because that is what makes them constants after inlining; the
    // body must stay below C2's FreqInlineSize of 325 bytes of bytecode, and it has about 230.
    private static int turns(
            byte[] bits,
            int at,
            int to,
            int length,
            int o1,
            int o2,
            int o3,
            int o4,
            int o5,
            int o6,
            int o7,
            int m0,
            int m1,
            int m2,
            int m3,
            int m4,
            int m5,
            int m6,
            int m7) {
        int last = to - o7;
        while (at < last) {
            bits[at] &= (byte) m0;
            bits[at + o1] &= (byte) m1;
            bits[at + o2] &= (byte) m2;
            bits[at + o3] &= (byte) m3;
            bits[at + o4] &= (byte) m4;
            bits[at + o5] &= (byte) m5;
            bits[at + o6] &= (byte) m6;
            bits[at + o7] &= (byte) m7;
            at += length;
        }
        return at;
    }
}
