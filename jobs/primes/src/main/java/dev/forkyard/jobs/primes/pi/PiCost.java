package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.job.StagePlan;
import java.util.List;

/**
 * Where to cut the sums of one x, and what they are expected to cost, in nanoseconds of one core.
 * Stateless.
 */
public final class PiCost {
    private static final double HARD_UNIT_NANOS = 0.35;
    private static final double PAIRS_UNIT_NANOS = 0.12;
    private static final double EASY_UNIT_NANOS = 0.12;
    private static final double ORDINARY_UNIT_NANOS = 3;
    private static final double TABLE_UNIT_NANOS = 6;
    private static final double SMALLEST_PART_NANOS = 2e6;
    private static final double STAGE_NANOS = 1e6;

    private PiCost() {}

    static PiBounds bounds(long x) {
        return PiBounds.of(x, alpha(x), 3);
    }

    private static double alpha(long x) {
        int power = 63 - Long.numberOfLeadingZeros(x);
        double log = power + (double) (x - (1L << power)) / (double) (1L << power);
        return Math.max(1, 3 + (log - 40) * 0.3);
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
        return new StagePlan(stage.extent(), smallestPart, unitNanos, 0, List.of(), stage.encode());
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
