package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.range.UnsignedRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks through the primes of one part's bitmap, ascending, 2, 3 and 5 among them, or through the
 * last members of its tuplets. Confined to one thread.
 */
public final class PrimeCursor {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final UnsignedRange numbers;
    private final long firstByte;
    private final byte[] bitmap;
    private final long[] small;
    private int smallTaken;
    private int at;
    private int bitsLeft;

    /**
     * Stands before the first prime.
     *
     * @param pattern what the bitmap is of
     * @param part the bytes that the bitmap is of
     * @param asked the numbers that are asked for
     * @throws IllegalArgumentException if the bitmap has not one byte for each of the part
     */
    public PrimeCursor(
            PrimePattern pattern, UnsignedRange part, UnsignedRange asked, byte[] bitmap) {
        if (part.width() != bitmap.length) {
            throw new IllegalArgumentException(
                    "bitmap of part %s has %d bytes".formatted(part, bitmap.length));
        }
        this.numbers = BitmapBytes.numbers(part, asked);
        this.firstByte = part.start();
        this.bitmap = bitmap;
        this.small = pattern.withoutBit(numbers);
        this.bitsLeft = bitmap.length == 0 ? 0 : bitmap[0] & 0xff;
    }

    /** The numbers that it goes through. */
    public UnsignedRange numbers() {
        return numbers;
    }

    /** How many primes there are in all. */
    public long count() {
        long count = small.length;
        int word = 0;
        for (; word + Long.BYTES <= bitmap.length; word += Long.BYTES) {
            count += Long.bitCount((long) WORDS.get(bitmap, word));
        }
        for (; word < bitmap.length; word++) {
            count += Integer.bitCount(bitmap[word] & 0xff);
        }
        return count;
    }

    /**
     * Moves on.
     *
     * @param primes filled from its beginning with the next primes
     * @param most how many are wanted, at most as many as fit in
     * @return how many there are in it now, fewer than wanted at the end only
     */
    public int next(long[] primes, int most) {
        int count = 0;
        while (count < most && smallTaken < small.length) {
            primes[count++] = small[smallTaken++];
        }
        while (count < most && at < bitmap.length) {
            if (bitsLeft == 0) {
                at++;
                bitsLeft = at < bitmap.length ? bitmap[at] & 0xff : 0;
            } else {
                int bit = Integer.numberOfTrailingZeros(bitsLeft);
                bitsLeft &= bitsLeft - 1;
                primes[count++] = BitmapBytes.number(firstByte + at, bit);
            }
        }
        return count;
    }
}
