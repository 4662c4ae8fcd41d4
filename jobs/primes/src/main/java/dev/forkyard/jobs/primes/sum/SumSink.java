package dev.forkyard.jobs.primes.sum;

import dev.forkyard.jobs.primes.ranges.PartSink;
import dev.forkyard.jobs.primes.scan.WheelBytes;

/**
 * Adds up primes. Confined to one thread.
 *
 * <p>No prime is looked at by itself. What a bit of a word stands for beyond the word's first
 * number is below 2^8; so the sum over the bits that are set is that of eight counts, each of the
 * bits with one binary digit of theirs set, times the digit's worth. First numbers of words are
 * counted from the segment's, so that 64 bits hold the sums; the 128-bit arithmetic is once a
 * segment.
 */
final class SumSink implements PartSink<PrimeSum> {
    private static final int DIGITS = 8;
    private static final int NUMBERS_PER_WORD = Long.BYTES * WheelBytes.NUMBERS_PER_BYTE;

    /** By binary digit: the bits of a word whose offset has it. */
    private static final long[] WITH_DIGIT = new long[DIGITS];

    static {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            for (int digit = 0; digit < DIGITS; digit++) {
                WITH_DIGIT[digit] |= (WheelBytes.offset(bit) >>> digit & 1L) << bit;
            }
        }
    }

    private PrimeSum sum = PrimeSum.ZERO;

    @Override
    public void small(int prime) {
        sum = sum.plus(prime);
    }

    @Override
    public void segment(byte[] bits, int from, int to, long firstByte) {
        int count = 0;
        long offsets = 0;
        long wordStart = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long word = WheelBytes.word(bits, at);
            int inWord = Long.bitCount(word);
            count += inWord;
            offsets += wordStart * inWord + offsets(word);
            wordStart += NUMBERS_PER_WORD;
        }
        sum = sum.plusProduct(WheelBytes.firstNumber(firstByte), count).plus(offsets);
    }

    private static int offsets(long word) {
        int sum = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            sum += Long.bitCount(word & WITH_DIGIT[digit]) << digit;
        }
        return sum;
    }

    @Override
    public PrimeSum fold(long finishedTo) {
        return sum;
    }
}
