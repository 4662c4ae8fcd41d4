package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.job.StagePlan;
import java.util.List;

/**
 * Where to cut the sums of one x, and what they are expected to cost, in nanoseconds of one core.
 * Stateless.
 *
 * <p><b>The bounds.</b> A larger y = α·∛x makes the pairs' sieve shorter (it ends at x/y) and the
 * easy leaves more; a larger z = β·y makes the hard leaves' sieve shorter (x/z) and the leaves more
 * and the tables larger. By trial on one core, CPU time, α = 3, 4, 5, 6, 8 was best at 10^12…10^16
 * and flat around: half or twice as much costs 10 to 20 %; between β = 2 and 4 there are 5 %. So β
 * = {@value #BETA}, and α grows by {@value #ALPHA_GROWTH} with each doubling of x from 3 at 2^40
 * on.
 *
 * <p><b>The costs</b> were measured at 10^13…10^15 by stage and divided by {@link WorkScale#work}
 * or z; only their ratios matter, for the core replaces the hints by what it measures.
 */
public final class PiCost {
    /** The kind of estimate of all stages: their ratios are much the same on any machine. */
    public static final String KIND = "pi";

    private static final double BETA = 3;
    private static final double ALPHA_GROWTH = 0.3;

    private static final double HARD_UNIT_NANOS = 0.35;
    private static final double PAIRS_UNIT_NANOS = 0.12;
    private static final double EASY_UNIT_NANOS = 0.12;
    private static final double ORDINARY_UNIT_NANOS = 3;
    private static final double TABLE_UNIT_NANOS = 6;

    // A part of hard leaves opens some cursors and returns up to 80 KB: well below a millisecond.
    private static final double SMALLEST_PART_NANOS = 2e6;

    // A stage's last part is waited for, and there are messages: what a small x costs.
    private static final double STAGE_NANOS = 1e6;

    private PiCost() {}

    static PiBounds bounds(long x) {
        return PiBounds.of(x, alpha(x), BETA);
    }

    // Without Math.log, whose last bit may differ from one JVM to another: straight lines between
    // the powers of two.
    private static double alpha(long x) {
        int power = 63 - Long.numberOfLeadingZeros(x);
        double log = power + (double) (x - (1L << power)) / (double) (1L << power);
        return Math.max(1, 3 + (log - 40) * ALPHA_GROWTH);
    }

    /** What π(x) costs. */
    public static double nanos(long x) {
        double nanos = 0;
        for (PiStage stage : PiFormula.stages(x)) {
            nanos += STAGE_NANOS + stageNanos(stage);
        }
        return nanos;
    }

    /** How a stage looks to the core. */
    public static StagePlan plan(PiStage stage) {
        double units = stage.extent().widthAsDouble();
        double unitNanos = stageNanos(stage) / units;
        long smallestPart = (long) Math.ceil(Math.min(units, SMALLEST_PART_NANOS / unitNanos));
        return new StagePlan(stage.extent(), smallestPart, unitNanos, 0, List.of(), stage.encode())
                .ofKind(KIND);
    }

    private static double stageNanos(PiStage stage) {
        PiBounds bounds = stage.bounds();
        return switch (stage.kind()) {
            case HARD -> HARD_UNIT_NANOS * stage.scale().work();
            case PAIRS -> PAIRS_UNIT_NANOS * stage.scale().work();
            case EASY -> EASY_UNIT_NANOS * stage.scale().work();
            case ORDINARY -> ORDINARY_UNIT_NANOS * (double) bounds.z();
            case SIGMA -> TABLE_UNIT_NANOS * (double) bounds.z();
        };
    }
}
