package dev.forkyard.jobs.primes.gaps;

import dev.forkyard.jobs.primes.ranges.PartSink;
import dev.forkyard.jobs.primes.scan.WheelBytes;

/**
 * Finds the largest gap of a part. Confined to one thread.
 *
 * <p>Two primes of one word are at most {@link WheelBytes#WORD_DISTANCE_MAX} apart. Once a gap of
 * that length was found, which takes some ten million numbers at 10^9 and less above, only the gaps
 * between words can be larger: two primes a word are looked at, not each.
 */
final class GapSink implements PartSink<GapFold> {
    private long first;
    private long last;
    private long length;
    private long start;

    @Override
    public void small(int prime) {
        add(prime);
    }

    @Override
    public void segment(byte[] bits, int from, int to, long firstByte) {
        for (int at = from; at < to; at += Long.BYTES) {
            long word = WheelBytes.word(bits, at);
            if (word != 0) {
                addWord(word, WheelBytes.firstNumber(firstByte + (at - from)));
            }
        }
    }

    private void addWord(long word, long firstNumber) {
        add(firstNumber + WheelBytes.offset(Long.numberOfTrailingZeros(word)));
        long rest = word & (word - 1);
        if (length < WheelBytes.WORD_DISTANCE_MAX) {
            for (; rest != 0; rest &= rest - 1) {
                add(firstNumber + WheelBytes.offset(Long.numberOfTrailingZeros(rest)));
            }
        } else {
            last = firstNumber + WheelBytes.offset(63 - Long.numberOfLeadingZeros(word));
        }
    }

    private void add(long prime) {
        if (last == 0) {
            first = prime;
        } else if (prime - last > length) { // A gap is below 2^63 wherever there are two primes.
            length = prime - last;
            start = last;
        }
        last = prime;
    }

    @Override
    public GapFold fold(long finishedTo) {
        return new GapFold(first, last, length, start);
    }
}
