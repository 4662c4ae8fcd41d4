package dev.forkyard.jobs.primes.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The form of the bitmaps: a byte stands for 30 numbers, its eight bits for those that 2, 3 and 5
 * do not divide. Immutable tables.
 */
public final class WheelBytes {
    /** How many numbers a byte stands for. */
    public static final int NUMBERS_PER_BYTE = 30;

    /** The largest distance of two numbers of one word of eight bytes: from 1 to 239. */
    public static final int WORD_DISTANCE_MAX = 238;

    private static final int[] RESIDUES = {1, 7, 11, 13, 17, 19, 23, 29};
    private static final int[] OFFSETS = new int[Long.SIZE];
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static {
        for (int bit = 0; bit < OFFSETS.length; bit++) {
            OFFSETS[bit] = (bit >>> 3) * NUMBERS_PER_BYTE + RESIDUES[bit & 7];
        }
    }

    private WheelBytes() {}

    /** What a bit of a byte stands for, beyond the byte's first number. */
    public static int residue(int bit) {
        return RESIDUES[bit];
    }

    /** What a bit of a word stands for, beyond the first number of its first byte. */
    public static int offset(int bit) {
        return OFFSETS[bit];
    }

    /** Eight bytes as a word whose lowest bit is the smallest number. */
    public static long word(byte[] bits, int at) {
        return (long) WORDS.get(bits, at);
    }

    /** The byte that a number lies in, unsigned. */
    public static long byteOf(long number) {
        return Long.divideUnsigned(number, NUMBERS_PER_BYTE);
    }

    /** The first number of a byte, unsigned. */
    public static long firstNumber(long byteIndex) {
        return byteIndex * NUMBERS_PER_BYTE;
    }
}
