package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.range.UnsignedRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What a list lists: primes, or the prime k-tuplets of one k, each known by its last member.
 * Immutable.
 *
 * <p>The members of a tuplet above 5 are neighbors in the bitmap, between 7 and 31 mod 30 ({@link
 * dev.forkyard.jobs.primes.tuplets.TupletCounts} counts the same). So a tuplet is a run of k bits
 * that ends at certain bits of a byte, and only twins reach over two bytes: 29 and 31. What its
 * last member leaves mod 30 says where the others are.
 */
public final class PrimePattern {
    /** The largest k. */
    public static final int SIZE_MAX = 6;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH_BYTE = 0x0101010101010101L;

    private static final int[] RESIDUES = {1, 7, 11, 13, 17, 19, 23, 29};

    /** By k - 1: the bits at which a run of k can end. */
    private static final int[] LAST_BITS = {
        0b1111_1111,
        0b0010_1001, // 31, 13, 19
        0b0111_1000, // 13, 17, 19, 23
        0b0010_0000, // 19
        0b0110_0000, // 19, 23
        0b0100_0000, // 23
    };

    /** By k - 1: those with a member below 7, which have no bit, ascending. */
    private static final int[][][] SMALL = {
        {{2}, {3}, {5}},
        {{3, 5}, {5, 7}},
        {{5, 7, 11}},
        {{5, 7, 11, 13}},
        {{5, 7, 11, 13, 17}},
        {},
    };

    /**
     * By k - 1: how many there are up to x, times log(x)^k / x, for all forms of one k together (G.
     * H. Hardy and J. E. Littlewood, Some problems of partitio numerorum III, 1923).
     */
    private static final double[] DENSITY = {1, 1.32, 5.72, 4.15, 20.3, 17.3};

    /** Primes, one by one; behind the tables that it is made of. */
    public static final PrimePattern PRIMES = new PrimePattern(1);

    private final int size;

    /** By what the last member leaves mod 30: how far each member is below it, ascending ones. */
    private final int[][] distances = new int[BitmapBytes.NUMBERS][];

    private PrimePattern(int size) {
        this.size = size;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            if ((LAST_BITS[size - 1] >>> bit & 1) != 0) {
                int[] members = new int[size];
                for (int member = 0; member < size; member++) {
                    int at = bit - (size - 1) + member;
                    members[member] = at < 0 ? RESIDUES[at + Byte.SIZE] - 30 : RESIDUES[at];
                }
                put(members);
            }
        }
        for (int[] small : SMALL[size - 1]) {
            put(small);
        }
    }

    private void put(int[] members) {
        int last = members[size - 1];
        distances[last] = Arrays.stream(members).map(member -> last - member).toArray();
    }

    /**
     * What has so many members.
     *
     * @param size k, 1…{@value #SIZE_MAX}; 1 for primes
     * @throws IllegalArgumentException if it is another number
     */
    public static PrimePattern ofSize(int size) {
        if (size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException(
                    "a tuplet must have 1 to %d members, has %d".formatted(SIZE_MAX, size));
        }
        return size == 1 ? PRIMES : new PrimePattern(size);
    }

    /** How many members one has. */
    public int size() {
        return size;
    }

    /**
     * Writes the members of one, ascending.
     *
     * @param last the last one, as a cursor gives it
     * @param to has room for all
     */
    public void members(long last, long[] to) {
        int[] below = distances[(int) Long.remainderUnsigned(last, BitmapBytes.NUMBERS)];
        for (int member = 0; member < size; member++) {
            to[member] = last - below[member];
        }
    }

    /**
     * Clears all bits of a bitmap of primes that are no last members.
     *
     * @param bits of numbers that are asked for
     * @param primeBefore whether the number before the first byte is asked for and prime
     */
    void mark(byte[] bits, boolean primeBefore) {
        if (size == 1) {
            return;
        }
        long before = primeBefore ? 1 : 0;
        int at = 0;
        for (; at + Long.BYTES <= bits.length; at += Long.BYTES) {
            long word = (long) WORDS.get(bits, at);
            WORDS.set(bits, at, lasts(word, before));
            before = word >>> (Long.SIZE - 1);
        }
        for (; at < bits.length; at++) {
            long word = bits[at] & 0xff;
            bits[at] = (byte) lasts(word, before);
            before = word >>> (Byte.SIZE - 1);
        }
    }

    private long lasts(long word, long before) {
        long runs = word & (word << 1 | before);
        for (int shift = 2; shift < size; shift++) {
            runs &= word << shift;
        }
        return runs & EACH_BYTE * LAST_BITS[size - 1];
    }

    /** The last members of those that have no bit and lie among numbers, ascending. */
    long[] withoutBit(UnsignedRange numbers) {
        return Arrays.stream(SMALL[size - 1])
                .filter(small -> numbers.contains(small[0]) && numbers.contains(small[size - 1]))
                .mapToLong(small -> small[size - 1])
                .toArray();
    }

    /** How many numbers there are for one of them, about, near x. */
    double meanDistance(double x) {
        return Math.pow(Math.log(Math.max(3, x)), size) / DENSITY[size - 1];
    }
}
