package dev.forkyard.jobs.primes.tuplets;

import dev.forkyard.jobs.primes.primality.CandidateCounter;
import dev.forkyard.jobs.primes.ranges.PartSink;
import dev.forkyard.jobs.primes.scan.WheelBytes;

/**
 * Counts the tuplets whose last member lies in a part. Confined to one thread.
 *
 * <p>The members of a tuplet above 5 leave 7, 11, 13, 17, 19, 23, 29 and 31 mod 30, and lie between
 * two multiples of 30 in that order, as K. Walisch's primesieve uses it (its definitions of tuplets
 * are ours, too). In a word that is shifted by one bit each byte stands for these eight, so that a
 * tuplet is a run of set bits within a byte: a run of k bits that begins at one of the bits of
 * {@link #FIRST_BITS}. Eight bytes are looked at at once.
 *
 * <p>What lies in front of the part is shown for the tuplets that reach into it; those that end
 * before it are counted, too, and taken off again.
 */
final class TupletSink implements PartSink<TupletCounts> {
    private static final long EACH_BYTE = 0x0101010101010101L;

    /** By k − 2: the bits at which a run of k can begin. */
    private static final long[] FIRST_BITS = {
        EACH_BYTE * 0b0100_1010, // 11, 17, 29
        EACH_BYTE * 0b0000_1111, // 7, 11, 13, 17
        EACH_BYTE * 0b0000_0010, // 11
        EACH_BYTE * 0b0000_0011, // 7, 11
        EACH_BYTE * 0b0000_0001, // 7
    };

    /** Tuplets with a member of 3 or 5, which the wheel does not have: k, first, last member. */
    private static final int[][] SMALL = {{2, 3, 5}, {2, 5, 7}, {3, 5, 11}, {4, 5, 13}, {5, 5, 17}};

    private final long shownStart;
    private final long partStart;
    private final long[] counts = new long[TupletCounts.SIZES];
    private long pending;

    TupletSink(long shownStart, long partStart) {
        this.shownStart = shownStart;
        this.partStart = partStart;
    }

    /** They are in no tuplet but {@link #SMALL}. */
    @Override
    public void small(int prime) {}

    @Override
    public void segment(byte[] bits, int from, int to, long firstByte) {
        for (int at = from; at < to; at += Long.BYTES) {
            long word = WheelBytes.word(bits, at);
            count(pending, word, counts);
            pending = word;
        }
    }

    @Override
    public TupletCounts fold(long finishedTo) {
        count(pending, 0, counts);
        pending = 0;
        long[] before = new long[TupletCounts.SIZES];
        if (partStart != shownStart) {
            countBeforePart(before);
        }
        for (int index = 0; index < counts.length; index++) {
            counts[index] -= before[index];
        }
        for (int[] small : SMALL) {
            boolean shown = Long.compareUnsigned(shownStart, small[1]) <= 0;
            boolean ends = Long.compareUnsigned(small[2], finishedTo) < 0;
            if (shown && ends && Long.compareUnsigned(partStart, small[2]) <= 0) {
                counts[small[0] - TupletCounts.SIZE_MIN]++;
            }
        }
        return TupletCounts.of(counts);
    }

    /** The tuplets among the few numbers before the part, by testing these. */
    private void countBeforePart(long[] before) {
        long firstByte = WheelBytes.byteOf(shownStart);
        long word = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long number = WheelBytes.firstNumber(firstByte) + WheelBytes.offset(bit);
            if (Long.compareUnsigned(shownStart, number) <= 0
                    && Long.compareUnsigned(number, partStart) < 0
                    && CandidateCounter.isPrime(number)) {
                word |= 1L << bit;
            }
        }
        count(word, 0, before);
    }

    /**
     * Counts the tuplets of a word of which the next one may have the last member.
     *
     * @param next only its lowest bit matters
     */
    private static void count(long word, long next, long[] counts) {
        long bits = word >>> 1 | next << (Long.SIZE - 1);
        long runs = bits;
        for (int index = 0; index < FIRST_BITS.length; index++) {
            runs &= bits >>> (index + 1);
            if (runs == 0) {
                return;
            }
            counts[index] += Long.bitCount(runs & FIRST_BITS[index]);
        }
    }
}
