package dev.forkyard.jobs.primes.sum;

import dev.forkyard.jobs.primes.ranges.PartSink;
import dev.forkyard.jobs.primes.scan.WheelBytes;

/**
 * Adds up primes. Confined to one thread.
 *
 * <p>A byte with k primes adds k times its first number and the residues of its bits, which one
 * table has: no prime is looked at by itself. Within a segment first numbers are counted from the
 * segment's, so that 64 bits hold the sums; the 128-bit arithmetic is once a segment.
 */
final class SumSink implements PartSink<PrimeSum> {
    private static final int COUNT_SHIFT = 16;
    private static final int RESIDUES_MASK = (1 << COUNT_SHIFT) - 1;

    /** By a byte's bits: the sum of its residues, and above it how many there are. */
    private static final int[] BITS = new int[256];

    static {
        for (int bits = 0; bits < BITS.length; bits++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                if ((bits >>> bit & 1) != 0) {
                    BITS[bits] += WheelBytes.residue(bit) + (1 << COUNT_SHIFT);
                }
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
        long residues = 0;
        long bytes = 0;
        for (int at = from; at < to; at++) {
            int entry = BITS[bits[at] & 0xff];
            int inByte = entry >>> COUNT_SHIFT;
            count += inByte;
            residues += entry & RESIDUES_MASK;
            bytes += (long) (at - from) * inByte;
        }
        sum =
                sum.plusProduct(WheelBytes.firstNumber(firstByte), count)
                        .plus(WheelBytes.NUMBERS_PER_BYTE * bytes + residues);
    }

    @Override
    public PrimeSum fold(long finishedTo) {
        return sum;
    }
}
