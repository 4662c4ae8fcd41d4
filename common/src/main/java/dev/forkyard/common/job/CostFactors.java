package dev.forkyard.common.job;

import java.util.Map;

/**
 * How far a job type's estimates are off on this machine, as its stages showed: for each
 * {@linkplain StagePlan#costKind kind} of estimate what was measured divided by what was expected,
 * in CPU time. Immutable.
 *
 * @param byKind finite and above 0, by kind
 * @param others the same for kinds that were never seen: what the seen ones suggest
 */
public record CostFactors(Map<String, Double> byKind, double others) {
    /** Nothing was learned: every factor is 1. */
    public static final CostFactors NONE = new CostFactors(Map.of(), 1);

    /**
     * @throws IllegalArgumentException if a factor is out of its range
     */
    public CostFactors {
        byKind = Map.copyOf(byKind);
        byKind.forEach(CostFactors::check);
        check("others", others);
    }

    /** What was measured divided by what was expected. */
    public double factor(String kind) {
        return byKind.getOrDefault(kind, others);
    }

    private static void check(String name, double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "factor of '%s' must be > 0 and finite, was %s".formatted(name, factor));
        }
    }
}
