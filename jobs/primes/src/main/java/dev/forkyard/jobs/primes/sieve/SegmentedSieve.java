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
 * Eratosthenes. Confined to one thread; keeps some 2 MiB between windows, and all instances of a
 * process share one {@link HighSieve}, which keeps up to 150 MiB and, while nobody else needs the
 * memory, most of the heap.
 *
 * <p><b>Segments.</b> C. Bays and R. Hudson (The segmented sieve of Eratosthenes and primes in
 * arithmetic progressions to 10^12, BIT 17, 1977) sieve a long interval in pieces that fit the fast
 * memory, each prime keeping its next multiple from piece to piece. J. Sorenson (An introduction to
 * prime number sieves, 1990) compares what one can add to it; K. Walisch's notes on primesieve
 * (doc/ALGORITHMS.md there) describe the combination that is quickest today: a wheel of 30 numbers
 * a byte ({@link Wheel}), patterns for the smallest primes ({@link PresievePatterns}), unrolled
 * turns of the wheel ({@link Turns}), and other treatments for primes larger than a segment. This
 * class follows the ideas; no code was taken over.
 *
 * <p><b>A segment</b> has {@link SieveSizes#SEGMENT_BYTES}: half of the 1 MiB L2 cache of the
 * machine that it was measured on; half of that took 9 % more time at 10^12. Primes are treated by
 * their size. All figures are CPU time of one thread, medians, on a machine with other work.
 *
 * <p><b>Turn primes</b>, up to {@link SieveSizes#TURN_PRIME_MAX} = 2^19, cross off in a segment in
 * whole turns of the wheel and carry what lies beyond its end over into the next one ({@link
 * TurnPrimes}); those up to {@link SieveSizes#CHUNK_PRIME_MAX}, which have three quarters of all
 * multiples, do so in chunks that fit the L1 cache, for nothing is to be paid at a chunk's border
 * but the end of a loop. With 2^18 as the limit and parts of turns above, 10^12 + 10^9 took 8 %
 * more: the overhang is as long as a segment then, but hardly touched. Those up to {@link
 * SieveSizes#WIDE_TURN_PRIME_MAX} cross off seven turns at a time, a wheel of 210 ({@link
 * WideTurns}); 30,000 as their limit took 3 % more at 10^11, 60,000 and 74,000 as long.
 *
 * <p><b>Medium primes</b>, up to {@link SieveSizes#MEDIUM_PRIME_MAX} = 2^20, cross off in halves of
 * a turn ({@link MediumPrimes}), which reach no further beyond a segment than the turns of smaller
 * primes; larger ones would rarely have a multiple there. Which of them have half a turn in a
 * segment is listed without a branch. Lists by spoke, with a branch a multiple, took as long;
 * 800,000 and 1,300,000 as the limit do, too.
 *
 * <p><b>Ring primes</b>, up to {@link SieveSizes#RING_PRIME_MAX} = 2^26, have a few multiples in a
 * segment or none. Each waits in the list of the segment of its next multiple ({@link RingPrimes}),
 * one {@code long}, as in primesieve's EratBig, with a wheel of 210, which has a seventh fewer
 * multiples than one of 30. Before, eight multiples of a turn were scattered at once, four bytes
 * each, and taken out segment by segment: 10^15 + 10^9 took 1.3 times as long, a single segment
 * there twice. 2^25 as the limit takes the same at 10^15 and 5 % more at 10^18, where each costs
 * less than in a span; 2^27 gains as much again but costs 90 MiB instead of 45. Neither four of
 * them in one loop body nor a table for each part of a step was quicker, and without touching the
 * segment at all it would be 2 %: what takes the time is moving the lists.
 *
 * <p><b>Big primes</b>, up to 2^32, have few multiples in the {@link SieveSizes#SPAN_BYTES_MAX} of
 * a span, or none. They cross off in a whole span of the window at once ({@link BigPrimes}),
 * through buckets by segment ({@link SpanBuckets}), because one by one each multiple would miss
 * every cache; then the span is finished segment by segment. What a start costs is finding them,
 * dividing once for each, and that grows with the primes: 0.6 s at 10^18, 2.5 s near 2^64. So the
 * states of as many as fit into the heap are kept, five bytes each, and the next span, or a window
 * that begins where the last one ended, only looks at them ({@link PrimeStore}): 1.2 ns each
 * instead of 12. A heap of 448 MiB holds all that 10^18 needs; with less, or higher up, the largest
 * ones are found anew for each span. A bucket sieve (primesieve's EratBig) keeps eight bytes a
 * prime, all of them, and touches only those with a multiple near.
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
