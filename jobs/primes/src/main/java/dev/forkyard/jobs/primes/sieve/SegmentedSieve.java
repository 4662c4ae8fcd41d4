package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PrefixCount;
import dev.forkyard.jobs.primes.PrimeCounter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts the primes of any window of the unsigned 64-bit numbers by a segmented sieve of
 * Eratosthenes. Confined to one thread; keeps its buffers, at most 46 MiB, between windows.
 *
 * <p><b>Segments.</b> C. Bays and R. Hudson (The segmented sieve of Eratosthenes and primes in
 * arithmetic progressions to 10^12, BIT 17, 1977) sieve a long interval in pieces that fit the fast
 * memory, each prime keeping its next multiple from piece to piece. J. Sorenson (An introduction to
 * prime number sieves, 1990) compares what one can add to it; K. Walisch's notes on primesieve
 * (doc/ALGORITHMS.md there) describe the combination that is quickest today: a wheel of 30 numbers
 * a byte ({@link Wheel}), patterns for the smallest primes ({@link PresievePatterns}), unrolled
 * turns of the wheel ({@link Turns}), and another treatment for primes larger than a segment. This
 * class follows the ideas; no code was taken over.
 *
 * <p><b>A segment</b> has {@link SieveSizes#SEGMENT_BYTES}: half of the 1 MiB L2 cache of the
 * machine that it was measured on. Primes up to {@link SieveSizes#TURN_PRIME_MAX} cross off in it
 * in whole turns of the wheel and carry what lies beyond its end over into the next one ({@link
 * TurnPrimes}); those up to {@link SieveSizes#CHUNK_PRIME_MAX}, which have three quarters of all
 * multiples, do so in chunks that fit the L1 cache, for nothing is to be paid at a chunk's border
 * but the end of a loop. [0, 10^10] took 1.56 s while each prime entered and left a segment in the
 * middle of a turn, 1.31 s with whole turns, and 1.10 s once no index was checked ({@link Turns}):
 * CPU time of one thread, medians of runs that took turns, on a machine with other work.
 *
 * <p><b>Kept primes</b>, those up to {@link SieveSizes#KEPT_PRIME_MAX} = 2^20, are found once for
 * each instance (a few milliseconds), need eight bytes each, and serve all windows below 2^40. A
 * larger limit costs every segment a visit of primes that rarely have a multiple in it.
 *
 * <p><b>Big primes</b>, up to 2^32, are too many to keep: 203 million, 1.6 GB, near 2^64. They are
 * produced block by block by an inner sieve and cross off in a whole <em>span</em> of the window at
 * once ({@link BigPrimes}); then the span is finished segment by segment. So any window fits in a
 * heap of 128 MiB; the price is that each span produces and places the primes anew. A span has
 * {@link SieveSizes#SPAN_BYTES_MAX}, a quarter of the heap, or the window's length: the longer, the
 * smaller that price, a third of the time at 10^18. Its multiples wait in buckets, one for each
 * segment ({@link SpanBuckets}), because one by one each would miss every cache: 10^18 + 10^9 took
 * 3.6 s without them, 1.75 s with. A bucket sieve (primesieve's EratBig) would find the primes once
 * a window, but keeps all of them.
 *
 * <p><b>Near 2^64</b> no number is computed that could pass it: positions are bytes counted from
 * the byte of 0 (below 2^60) or distances from the start of a region, and a product that may wrap
 * is only used for a difference that is known to be small.
 */
public final class SegmentedSieve implements PrimeCounter {
    /** How many numbers are sieved at most before the big primes have to be found anew. */
    public static final long SPAN_NUMBERS_MAX =
            (long) SieveSizes.SPAN_BYTES_MAX * Wheel.NUMBERS_PER_BYTE;

    /** How many numbers are finished between two looks at the context. */
    public static final long SEGMENT_NUMBERS =
            (long) SieveSizes.SEGMENT_BYTES * Wheel.NUMBERS_PER_BYTE;

    /** The largest prime that is kept from segment to segment. */
    public static final int KEPT_PRIME_MAX = SieveSizes.MEDIUM_PRIME_MAX;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final WindowSieve sieve;

    /** Makes a sieve; takes some 10 ms. */
    public SegmentedSieve() {
        BasePrimes basePrimes = new BasePrimes(SieveSizes.MEDIUM_PRIME_MAX);
        PresievePatterns patterns = new PresievePatterns(basePrimes);
        sieve = new WindowSieve(patterns, basePrimes, SegmentStencil.NONE);
    }

    @Override
    public PrefixCount count(UnsignedRange window, TaskContext context) {
        BitCounter counter = new BitCounter(window.start(), context);
        sieve(window, context, counter);
        UnsignedRange prefix = new UnsignedRange(window.start(), counter.finishedTo);
        return new PrefixCount(prefix.end(), counter.count + twoThreeFive(prefix));
    }

    /**
     * Sieves a window and shows its segments.
     *
     * @param window never empty
     * @param context asked whether to stop while big primes cross off
     * @param visitor gets each segment in ascending order, until it ends the sieve
     */
    public void sieve(UnsignedRange window, TaskContext context, SegmentVisitor visitor) {
        if (Roots.floor(window.end() - 1) <= SieveSizes.MEDIUM_PRIME_MAX) {
            sieve.sieve(window, visitor);
        } else {
            HighSieve.shared().sieve(window, context, visitor);
        }
    }

    private static int twoThreeFive(UnsignedRange range) {
        return (range.contains(2) ? 1 : 0)
                + (range.contains(3) ? 1 : 0)
                + (range.contains(5) ? 1 : 0);
    }

    /** Adds up the bits of segments and keeps the context informed. Confined to one thread. */
    private static final class BitCounter implements SegmentVisitor {
        private final TaskContext context;
        private long finishedTo;
        private long count;

        BitCounter(long start, TaskContext context) {
            finishedTo = start;
            this.context = context;
        }

        @Override
        public boolean visit(byte[] bits, int from, int to, long firstByte, long finishedTo) {
            for (int at = from; at < to; at += Long.BYTES) {
                count += Long.bitCount((long) WORDS.get(bits, at));
            }
            this.finishedTo = finishedTo;
            context.progress(finishedTo);
            return !context.shouldStop();
        }
    }
}
