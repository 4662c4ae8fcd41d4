package dev.forkyard.jobs.primes.nth;

import dev.forkyard.common.range.UnsignedRange;

/**
 * Where the n-th prime from some number on should be. Stateless; the same on any machine.
 *
 * <p>J. Büthe (An analytic method for bounding ψ(x), Math. Comp. 87, 2018, theorem 2) proves for 2
 * ≤ x ≤ 10^19 that li(x) − π(x) lies between 0 and {@code b(x) = √x / ln x · (1.95 + 3.9 / ln x +
 * 19.5 / ln² x)}. So π(x) is li(x) − b(x)/2, b(x)/2 more or less: some 2·√x numbers have to be
 * searched, a matter of seconds at 10^18, where π(x) takes minutes. Up to 2^64 the same is taken
 * for true.
 *
 * <p>In short intervals far up that is much too wide: there the number of primes wavers like that
 * of independent events, with a standard deviation below √n (Cramér's model; it is the smaller, the
 * wider the interval). Eight of them, and {@value #SLACK_MIN} primes besides, more than ever were
 * missing in one gap, are taken where they are less.
 *
 * <p>None of this has to be true for the answer to be: should the prime lie elsewhere, the gatherer
 * goes on from the window's edge, prime by prime.
 */
final class PrimeEstimate {
    private static final double SLACK_MIN = 40;
    private static final double DEVIATIONS = 8;

    // Of the 53 bits of all this, 46 are taken for right.
    private static final double ROUNDING = 0x1p-46;

    private static final double WIDTH_MAX = 0x1p64;
    private static final int STEPS_MAX = 100;

    private final double from;
    private final double start;
    private final double missing;

    /**
     * @param from the first number that counts, unsigned
     */
    PrimeEstimate(long from) {
        this.from = UnsignedRange.toDouble(from);
        start = Math.max(2, this.from);
        missing = this.from < 2 ? LogIntegral.LI_2 : 0;
    }

    /** The numbers among which the n-th prime should be, cut off at 2^64−1. */
    UnsignedRange window(long from, long n) {
        double wanted = UnsignedRange.toDouble(n);
        return new UnsignedRange(
                plus(from, Math.floor(widthWith(wanted, -1))),
                plus(from, Math.ceil(widthWith(wanted, 1))));
    }

    /** About how many primes there are up to 2^64. */
    double available() {
        return expected(WIDTH_MAX - from);
    }

    /** Tells whether there are surely fewer primes up to 2^64. */
    boolean isBeyond(long n) {
        double wanted = UnsignedRange.toDouble(n);
        return wanted - slack(WIDTH_MAX - from, wanted) > available();
    }

    /** The width that should have so many primes, and the slack below or above, by sign. */
    private double widthWith(double wanted, int sign) {
        double width = wanted;
        for (int step = 0; step < STEPS_MAX; step++) {
            double off = wanted + sign * slack(width, wanted) - expected(width);
            double next = width + off * StrictMath.log(start + width);
            next = Math.max(0, Math.min(WIDTH_MAX, next));
            if (Math.abs(next - width) <= 0.5 + width * ROUNDING) {
                return next;
            }
            width = next;
        }
        return width;
    }

    /** How many primes the first so many numbers should have. */
    private double expected(double width) {
        double counted = Math.max(0, width - (start - from));
        double integral = missing + LogIntegral.over(start, counted);
        return integral - (bound(start + counted) - boundBefore()) / 2;
    }

    private double slack(double width, double wanted) {
        double proven = (bound(start + width) + boundBefore()) / 2;
        double usual = DEVIATIONS * Math.sqrt(wanted);
        return SLACK_MIN + Math.min(proven, usual) + wanted * ROUNDING;
    }

    private double boundBefore() {
        return missing == 0 ? bound(start) : 0;
    }

    /** Büthe's b(x). */
    private static double bound(double x) {
        double log = StrictMath.log(x);
        return Math.sqrt(x) / log * (1.95 + (3.9 + 19.5 / log) / log);
    }

    private static long plus(long from, double width) {
        long sum = from + UnsignedRange.fromDouble(width);
        return Long.compareUnsigned(sum, from) < 0 ? -1L : sum;
    }
}
