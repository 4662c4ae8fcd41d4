package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.sieve.SegmentVisitor;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Gourdon's −B: −π(⌊x/p⌋) for each prime p in y…√x, which takes away the products of two primes
 * above y. A part is a window of u = ⌊x/p⌋; its only kind is π. Confined to one thread.
 *
 * <p>A window is sieved twice: the primes p between x/end and x/start, which go into a list, then
 * the window itself, in which u ascends while p descends.
 */
final class PrimePairs {
    // For each number p of the second sieve one number of work, and 30 for each prime among them.
    private static final double LEAF_WORK = 2.5;

    // A stretch should be long, for its sieve starts anew (0.3 ms at 10^18), yet below 10 ms, and
    // its list of primes short: 2^24 numbers have at most 1.1 million.
    private static final long STRETCH_MAX = 4 * SegmentedSieve.SEGMENT_NUMBERS;
    private static final long PRIME_NUMBERS_MAX = 1L << 24;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final PiBounds bounds;
    private final WorkScale scale;
    private final SegmentedSieve sieve;
    private long[] primes = new long[1 << 10];
    private int unused; // Primes of the stretch below this index have no u yet.

    // Of the part so far.
    private long count;
    private long leaves;
    private long sum;

    PrimePairs(PiBounds bounds, SegmentedSieve sieve) {
        this.bounds = bounds;
        scale = scale(bounds);
        this.sieve = sieve;
    }

    /** What u can be: √x…x/y, without √x itself, which the easy leaves have counted. */
    static WorkScale scale(PiBounds bounds) {
        long start = bounds.squareRoot() + 1;
        double work = LEAF_WORK * ((double) bounds.x() / start);
        return new WorkScale(start, start, bounds.x() / bounds.y() + 1, work, 1);
    }

    /** Sums up a part, in units of the scale. */
    PartFold fold(UnsignedRange part, TaskContext context) {
        count = 0;
        leaves = 0;
        sum = 0;
        long unit = part.start();
        while (unit < part.end() && !(unit > part.start() && context.shouldStop())) {
            long start = scale.numberAt(unit);
            unit = scale.lastUnitTo(stretchEnd(start), unit + 1, part.end());
            long end = scale.numberAt(unit);
            if (start < end) {
                stretch(start, end);
            }
            context.progress(unit);
        }
        return new PartFold(unit, new LeafFold(-sum, new long[] {count}, new long[] {-leaves}));
    }

    private long stretchEnd(long start) {
        double perPrimeNumber = (double) start * ((double) start / (double) bounds.x());
        return start + (long) Math.min(STRETCH_MAX, PRIME_NUMBERS_MAX * perPrimeNumber);
    }

    private void stretch(long start, long end) {
        listPrimes(start, end);
        SegmentVisitor visitor =
                (bits, from, to, firstByte, segmentEnd) -> {
                    countSegment(bits, from, to, 30 * firstByte, segmentEnd);
                    return true;
                };
        sieve.sieve(new UnsignedRange(start, end), Uninterrupted.CONTEXT, visitor);
    }

    /** Lists the primes p with start ≤ x/p &lt; end; the largest has u = √x in the first part. */
    private void listPrimes(long start, long end) {
        long root = bounds.squareRoot();
        long above = Math.max(bounds.y(), bounds.x() / end);
        long most = start == root + 1 ? root : Math.min(root, bounds.x() / start);
        unused = 0;
        if (above < most) {
            SegmentVisitor visitor =
                    (bits, from, to, firstByte, segmentEnd) -> {
                        list(bits, from, to, 30 * firstByte);
                        return true;
                    };
            sieve.sieve(new UnsignedRange(above + 1, most + 1), Uninterrupted.CONTEXT, visitor);
        }
    }

    private void list(byte[] bits, int from, int to, long firstNumber) {
        for (int at = from; at < to; at += Long.BYTES) {
            long base = firstNumber + 30L * (at - from);
            for (long word = (long) WORDS.get(bits, at); word != 0; word &= word - 1) {
                int bit = Long.numberOfTrailingZeros(word);
                if (unused == primes.length) {
                    primes = Arrays.copyOf(primes, 2 * unused);
                }
                primes[unused++] = base + 30L * (bit >> 3) + SmallPattern.RESIDUES[bit & 7];
            }
        }
    }

    private void countSegment(byte[] bits, int from, int to, long firstNumber, long end) {
        int word = from;
        long counted = count;
        while (unused > 0) {
            long u = bounds.x() / primes[unused - 1];
            if (u >= end) {
                break;
            }
            unused--;
            leaves++;
            if (u < firstNumber) {
                sum += counted; // u = √x, just before the first part.
                continue;
            }
            int offset = (int) (u - firstNumber);
            int target = offset / SmallPattern.NUMBERS_PER_WORD;
            for (; word < from + Long.BYTES * target; word += Long.BYTES) {
                counted += Long.bitCount((long) WORDS.get(bits, word));
            }
            long upTo = SmallPattern.UP_TO[offset - target * SmallPattern.NUMBERS_PER_WORD];
            sum += counted + Long.bitCount((long) WORDS.get(bits, word) & upTo);
        }
        for (; word < to; word += Long.BYTES) {
            counted += Long.bitCount((long) WORDS.get(bits, word));
        }
        count = counted;
    }
}
