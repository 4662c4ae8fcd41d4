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

    // By word: its bits, then the primes before it. Side by side they share a cache line.
    private final long[] words =
            new long[2 * (int) (SegmentedSieve.SEGMENT_NUMBERS / SmallPattern.NUMBERS_PER_WORD)];
    private long firstNumber;
    private int total;

    /** Takes a segment as a {@link dev.forkyard.jobs.primes.sieve.SegmentVisitor} gets it. */
    void open(byte[] bits, int from, int to, long firstByte) {
        firstNumber = 30 * firstByte;
        int count = 0;
        int pair = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long word = (long) WORDS.get(bits, at);
            words[pair] = word;
            words[pair + 1] = count;
            count += Long.bitCount(word);
            pair += 2;
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
        return (int) words[2 * word + 1] + Long.bitCount(words[2 * word] & upTo);
    }
}
