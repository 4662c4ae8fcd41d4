package dev.forkyard.jobs.primes.pi;

import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How many primes a sieved segment has up to any of its numbers. Confined to one thread; only valid
 * while the segment is.
 */
final class SegmentCounts {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] before =
            new int[(int) (SegmentedSieve.SEGMENT_NUMBERS / SmallPattern.NUMBERS_PER_WORD) + 1];
    private byte[] bits = new byte[0];
    private int from;
    private long firstNumber;
    private int total;

    /** Takes a segment as a {@link dev.forkyard.jobs.primes.sieve.SegmentVisitor} gets it. */
    void open(byte[] bits, int from, int to, long firstByte) {
        this.bits = bits;
        this.from = from;
        firstNumber = 30 * firstByte;
        int words = (to - from) / Long.BYTES;
        int count = 0;
        for (int word = 0; word < words; word++) {
            before[word] = count;
            count += Long.bitCount((long) WORDS.get(bits, from + Long.BYTES * word));
        }
        total = count;
    }

    /** The primes of the whole segment. */
    int total() {
        return total;
    }

    /** The segment's primes up to {@code number}, which is in the segment. */
    int to(long number) {
        int offset = (int) (number - firstNumber);
        int word = offset / SmallPattern.NUMBERS_PER_WORD;
        long upTo = SmallPattern.UP_TO[offset - word * SmallPattern.NUMBERS_PER_WORD];
        return before[word]
                + Long.bitCount((long) WORDS.get(bits, from + Long.BYTES * word) & upTo);
    }
}
