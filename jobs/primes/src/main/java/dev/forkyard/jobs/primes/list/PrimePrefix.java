package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.range.UnsignedRange;
import java.util.Arrays;

/**
 * The first primes of a part: all of them, or as many as are wanted. Immutable by contract: the
 * arrays must not be changed.
 *
 * @param numbers up to the part's end, or up to the last prime that is wanted
 * @param count how many primes there are, unsigned
 * @param withoutBit which of 2, 3 and 5 are among them
 * @param bitmap of the numbers, see {@link BitmapBytes}
 */
public record PrimePrefix(UnsignedRange numbers, long count, long[] withoutBit, byte[] bitmap) {
    /**
     * The first primes of a part.
     *
     * @param numbers the part's
     * @param bitmap the part's; not changed
     * @param most how many are wanted at most, unsigned, ≥ 1
     */
    public static PrimePrefix of(
            UnsignedRange part, UnsignedRange numbers, byte[] bitmap, long most) {
        PrimeCursor cursor = new PrimeCursor(PrimePattern.PRIMES, part, numbers, bitmap);
        long count = cursor.count();
        if (Long.compareUnsigned(count, most) <= 0) {
            return new PrimePrefix(numbers, count, PrimePattern.PRIMES.withoutBit(numbers), bitmap);
        }
        long last = nth(cursor, most);
        UnsignedRange prefix = new UnsignedRange(numbers.start(), last + 1);
        byte[] cut = Arrays.copyOf(bitmap, (int) BitmapBytes.of(prefix).width());
        long lastByte = part.start() + cut.length - 1;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            if (Long.compareUnsigned(BitmapBytes.number(lastByte, bit), last) > 0) {
                cut[cut.length - 1] &= (byte) ~(1 << bit);
            }
        }
        return new PrimePrefix(prefix, most, PrimePattern.PRIMES.withoutBit(prefix), cut);
    }

    private static long nth(PrimeCursor cursor, long nth) {
        long[] primes = new long[1024];
        long left = nth;
        int taken = 0;
        while (left > 0) {
            taken = cursor.next(primes, (int) Math.min(left, primes.length));
            left -= taken;
        }
        return primes[taken - 1];
    }
}
