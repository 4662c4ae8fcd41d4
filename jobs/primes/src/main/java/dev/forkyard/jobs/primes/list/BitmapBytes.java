package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.range.UnsignedRange;

/**
 * The bytes of a bitmap of primes. Byte {@code b} stands for the numbers from {@code 30·b} to
 * {@code 30·b + 29}; its bits, the lowest first, for those that 2, 3 and 5 do not divide: {@code
 * 30·b} + 1, 7, 11, 13, 17, 19, 23, 29. So 2, 3 and 5 themselves have no bit. Stateless.
 */
public final class BitmapBytes {
    /** How many numbers a byte stands for. */
    public static final int NUMBERS = 30;

    private static final int[] RESIDUES = {1, 7, 11, 13, 17, 19, 23, 29};

    private BitmapBytes() {}

    /** The bytes that numbers lie in, none for none. */
    public static UnsignedRange of(UnsignedRange numbers) {
        if (numbers.isEmpty()) {
            return UnsignedRange.EMPTY;
        }
        return new UnsignedRange(
                Long.divideUnsigned(numbers.start(), NUMBERS),
                Long.divideUnsigned(numbers.end() - 1, NUMBERS) + 1);
    }

    /** What bytes stand for, without what lies outside of the numbers that are asked for. */
    public static UnsignedRange numbers(UnsignedRange bytes, UnsignedRange asked) {
        if (bytes.isEmpty()) {
            return UnsignedRange.EMPTY;
        }
        long lastByte = bytes.end() - 1;
        boolean first = Long.compareUnsigned(bytes.start() * NUMBERS, asked.start()) <= 0;
        // The byte that holds the largest numbers ends beyond 2^64.
        boolean last = lastByte == Long.divideUnsigned(asked.end() - 1, NUMBERS);
        return new UnsignedRange(
                first ? asked.start() : bytes.start() * NUMBERS,
                last ? asked.end() : bytes.end() * NUMBERS);
    }

    /** The number that a bit of a byte stands for. */
    static long number(long atByte, int bit) {
        return atByte * NUMBERS + RESIDUES[bit];
    }
}
