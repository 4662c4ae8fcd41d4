package dev.forkyard.jobs.primes.nth;

/**
 * The logarithmic integral ∫ dt / ln t, which says about how many primes there are. Stateless; the
 * same bits on any machine.
 *
 * <p>By Gauss and Legendre's rule with ten points on intervals that double: 1 / ln t has its
 * nearest singularity at 1, and on [s, 2s], s ≥ 2, the rule is right in some ten digits at s = 2
 * and soon in all. The width is a number of its own, so that short intervals far up lose nothing.
 */
final class LogIntegral {
    /** li(2): what is missing at the lower end. */
    static final double LI_2 = 1.0451637801174927;

    // The positive abscissas and their weights: Abramowitz and Stegun, Handbook of Mathematical
    // Functions (1964), table 25.4.
    private static final double[] ABSCISSAS = {
        0.1488743389816312,
        0.4333953941292472,
        0.6794095682990244,
        0.8650633666889845,
        0.9739065285171717
    };
    private static final double[] WEIGHTS = {
        0.2955242247147529,
        0.2692667193099963,
        0.2190863625159821,
        0.1494513491505806,
        0.0666713443086881
    };

    private LogIntegral() {}

    /**
     * The integral from {@code start} to {@code start + width}.
     *
     * @param start ≥ 2
     * @param width ≥ 0
     */
    static double over(double start, double width) {
        double sum = 0;
        double done = 0;
        while (done < width) {
            double step = Math.min(width - done, start + done);
            sum += rule(start, done, step);
            done += step;
        }
        return sum;
    }

    private static double rule(double start, double done, double step) {
        double half = step / 2;
        double middle = done + half;
        double sum = 0;
        for (int point = 0; point < ABSCISSAS.length; point++) {
            double distance = half * ABSCISSAS[point];
            sum +=
                    WEIGHTS[point]
                            * (1 / StrictMath.log(start + (middle - distance))
                                    + 1 / StrictMath.log(start + (middle + distance)));
        }
        return sum * half;
    }
}
