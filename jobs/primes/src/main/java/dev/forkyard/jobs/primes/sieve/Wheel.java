package dev.forkyard.jobs.primes.sieve;

/**
 * The mod-30 wheel: one byte stands for 30 numbers, its eight bits for those that 2, 3 and 5 do not
 * divide. Bit {@code j} of byte {@code b} is the number {@code 30·b + RESIDUES[j]}. Immutable
 * tables.
 *
 * <p>A prime {@code p = 30·a + r} visits its multiples {@code p·k} in ascending order of the
 * cofactors {@code k} that the wheel keeps. A <em>spoke</em> is the pair of {@code p}'s residue and
 * {@code k}'s residue, written {@code 8·i + j}; it says which bit the multiple is and how many
 * bytes further the next one lies: {@code a·GAP + CARRY}, where {@code GAP} is the step of {@code
 * k} and {@code CARRY} the whole 30s that {@code r} adds to it.
 */
final class Wheel {
    /** How many numbers a byte stands for. */
    static final int NUMBERS_PER_BYTE = 30;

    private static final long BYTE_MAX = Long.divideUnsigned(-1L, NUMBERS_PER_BYTE);

    /** What the eight bits of a byte stand for, beyond the byte's first number. */
    static final int[] RESIDUES = {1, 7, 11, 13, 17, 19, 23, 29};

    /** By spoke: the byte that clears the multiple's bit when AND-ed. */
    static final byte[] CLEAR = new byte[64];

    /** By spoke: which bit of its byte the multiple is. */
    static final int[] BIT = new int[64];

    /** By spoke: how much larger the next cofactor is. */
    static final int[] GAP = new int[64];

    /** By spoke: the bytes that the prime's residue adds to the step. */
    static final int[] CARRY = new int[64];

    /** By spoke: the next one. */
    static final int[] NEXT = new int[64];

    /** By a number mod 30: how far the next number on the wheel is, 0 when it is on it. */
    static final int[] TO_WHEEL = new int[NUMBERS_PER_BYTE];

    /** By a number mod 30: the residue index of the next number on the wheel. */
    static final int[] INDEX = new int[NUMBERS_PER_BYTE];

    static {
        for (int number = 0; number < NUMBERS_PER_BYTE; number++) {
            int index = 0;
            while (RESIDUES[index] < number) {
                index++;
            }
            INDEX[number] = index;
            TO_WHEEL[number] = RESIDUES[index] - number;
        }
        for (int spoke = 0; spoke < CLEAR.length; spoke++) {
            int residue = RESIDUES[spoke >> 3];
            int cofactor = RESIDUES[spoke & 7];
            int gap = (spoke & 7) == 7 ? 2 : RESIDUES[(spoke & 7) + 1] - cofactor;
            int remainder = residue * cofactor % NUMBERS_PER_BYTE;
            BIT[spoke] = INDEX[remainder];
            CLEAR[spoke] = (byte) ~(1 << BIT[spoke]);
            GAP[spoke] = gap;
            CARRY[spoke] = (remainder + residue * gap) / NUMBERS_PER_BYTE;
            NEXT[spoke] = (spoke & 56) | ((spoke + 1) & 7);
        }
    }

    private Wheel() {}

    /** The largest prime that can divide a number below a byte's first, unsigned and below 2^64. */
    static long rootBelow(long byteEnd) {
        return byteEnd > BYTE_MAX ? Roots.floor(-1L) : Roots.floor(byteEnd * NUMBERS_PER_BYTE - 1);
    }

    /** The byte that holds an unsigned number. */
    static long byteHolding(long number) {
        return Long.divideUnsigned(number, NUMBERS_PER_BYTE);
    }

    /** The number that a bit stands for, counting bits from the byte of 0. */
    static long numberOfBit(long bit) {
        return (bit >>> 3) * NUMBERS_PER_BYTE + RESIDUES[(int) bit & 7];
    }
}
