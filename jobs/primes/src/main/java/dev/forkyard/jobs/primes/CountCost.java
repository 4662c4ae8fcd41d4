package dev.forkyard.jobs.primes;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.pi.PiCost;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;

/**
 * What counting below some end is expected to cost, in nanoseconds of one core. Immutable.
 *
 * <p>The constants were measured on one machine (the one of PRIMES.md), one warm thread; only their
 * ratios matter, because the core replaces the hints by what it measures, and the coordinator
 * learns how π compares with the sieve ({@link PiBias}). With r = √end:
 *
 * <ul>
 *   <li>Starting the sieve finds and places all primes up to r: about r / (ln r − 1) of them
 *       (Legendre), {@value #SIEVING_PRIME_NANOS} ns each, after a fixed {@value #WINDOW_NANOS} ns.
 *       A window that goes on from the last one, or a span behind another, only looks at those that
 *       were kept, {@value #KEPT_LOOK_NANOS} ns each.
 *   <li>A number costs the sieve a base for patterns, counting and primes with many multiples; a
 *       visit of each kept prime in each segment, spread over the segment; and the multiples of the
 *       larger primes up to r, 8/30 · Σ 1/p = 8/30 · (ln ln r − ln ln 2^20) a number (Mertens).
 *   <li>A number costs the candidate test the same everywhere: one of ln n is prime and takes log₂
 *       n squarings with each base, so the logarithms cancel out.
 * </ul>
 *
 * @param sieveStartNanos what a window costs the sieve before its first number
 * @param sieveSpanNanos what each further span of a window costs before its first number
 * @param sieveUnitNanos what a number costs the sieve
 */
public record CountCost(double sieveStartNanos, double sieveSpanNanos, double sieveUnitNanos) {
    private static final double WINDOW_NANOS = 50_000;
    private static final double SIEVING_PRIME_NANOS = 12;
    private static final double KEPT_LOOK_NANOS = 1.5;
    private static final double SIEVE_BASE_NANOS = 0.09;
    private static final double KEPT_VISIT_NANOS = 20;
    private static final double BIG_MULTIPLE_NANOS = 6.5;
    private static final double CANDIDATE_UNIT_NANOS = 80;

    // Many enough that starts do not count: 24 ms of 216 at 10^15, where a part begins with the
    // multiples of two million primes.
    private static final double STARTS_A_PART = 8;

    // What a worker's heap has room for, about.
    private static final double KEPT_PRIMES = 50e6;

    // π is five or ten stages, each with its messages; below it one attempt of the sieve is done as
    // soon. By trial, on two busy cores: 10 ms by sieve and 6…13 by π below 10^8, 63 and 19 below
    // 3·10^8.
    private static final double PI_LOOKING_NANOS_MIN = 10e6;

    // Below it, Legendre's formula says nothing, and hardly anything is left to cost.
    private static final double ROOT_MIN = 100;

    /** What windows that end at {@code end}, unsigned, cost. */
    public static CountCost of(long end) {
        double root = Math.max(ROOT_MIN, Math.sqrt(UnsignedRange.toDouble(end)));
        double kept = Math.min(root, SegmentedSieve.KEPT_PRIME_MAX);
        double visits = primesTo(kept) / SegmentedSieve.SEGMENT_NUMBERS;
        double bigMultiples = 8.0 / 30.0 * Math.log(Math.log(root) / Math.log(kept));
        double primes = primesTo(root);
        double lookedAt = Math.min(primes, KEPT_PRIMES);
        return new CountCost(
                WINDOW_NANOS + SIEVING_PRIME_NANOS * primes,
                KEPT_LOOK_NANOS * lookedAt + SIEVING_PRIME_NANOS * (primes - lookedAt),
                SIEVE_BASE_NANOS + KEPT_VISIT_NANOS * visits + BIG_MULTIPLE_NANOS * bigMultiples);
    }

    private static double primesTo(double number) {
        return number / (Math.log(number) - 1);
    }

    /** What a window costs by the quicker way. */
    public double windowNanos(UnsignedRange window) {
        return Math.min(sieveNanos(window), candidateNanos(window));
    }

    /** Tells whether the sieve is expected to be quicker than testing candidates. */
    public boolean prefersSieve(UnsignedRange window) {
        return sieveNanos(window) <= candidateNanos(window);
    }

    /** Tells whether a difference of two values of π is expected to be quicker than looking. */
    boolean prefersPi(UnsignedRange window, PiBias bias) {
        double looking = windowNanos(window);
        double mostNanos = looking / bias.factor();
        return looking > PI_LOOKING_NANOS_MIN
                && PiCost.nanos(window.end() - 1) < mostNanos
                && PiCost.nanos(window.end() - 1) + PiCost.nanos(PrimeCountLayout.below(window))
                        < mostNanos;
    }

    /**
     * The width below which a part spends more than a ninth of its time on its start, but never
     * more than the span after which the sieve starts anew anyway.
     */
    public long smallestPart() {
        double width =
                Math.min(
                        STARTS_A_PART * sieveStartNanos / sieveUnitNanos,
                        SegmentedSieve.SPAN_NUMBERS_MAX);
        return Math.max(1, (long) width);
    }

    private double sieveNanos(UnsignedRange window) {
        double width = window.widthAsDouble();
        double spans = Math.ceil(width / SegmentedSieve.SPAN_NUMBERS_MAX);
        return sieveStartNanos + (spans - 1) * sieveSpanNanos + sieveUnitNanos * width;
    }

    private double candidateNanos(UnsignedRange window) {
        return CANDIDATE_UNIT_NANOS * window.widthAsDouble();
    }
}
