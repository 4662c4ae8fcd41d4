package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.UnsignedRange;

/**
 * How wide the next part of a stage should be. Stateless.
 *
 * <p>A part aims at {@code targetNanos} by the measured pace, so that workers are neither busy with
 * handing over nor deaf to other jobs. The first parts, cut by the planner's hint alone, aim at a
 * quarter, and no part is more than four times as wide as one that was measured: a hint that is off
 * by a factor of ten is mended after two parts. Toward the tail a part takes at most half of one
 * slot's share of what is left (guided self-scheduling, Polychronopoulos and Kuck 1987, with the
 * factor 2 of factoring, Hummel et al. 1992), so that all workers end together; below {@code
 * floorNanos} or the stage's smallest part it does not shrink.
 */
final class PartSizer {
    private static final double UNMEASURED_SHARE = 0.25;
    private static final double GROWTH_MAX = 4;

    private final SchedulerConfig config;

    PartSizer(SchedulerConfig config) {
        this.config = config;
    }

    /** The width to cut, ≥ 1. */
    long width(StageState stage, double jobWaitingNanos, int slots) {
        double unit = stage.pace.unitNanos();
        double nanos =
                stage.pace.isMeasured()
                        ? config.targetNanos()
                        : config.targetNanos() * UNMEASURED_SHARE;
        if (slots > 1) {
            double share = jobWaitingNanos / (2.0 * slots);
            nanos = Math.max(config.floorNanos(), Math.min(nanos, share));
        }
        double width = nanos / unit;
        if (stage.pace.isMeasured()) {
            width = Math.min(width, stage.pace.widestMeasured() * GROWTH_MAX);
        }
        return atLeastSmallest(stage, width);
    }

    /** A rest narrower than this is not worth a part of its own. */
    long leftover(StageState stage) {
        return atLeastSmallest(stage, config.floorNanos() / stage.pace.unitNanos());
    }

    private static long atLeastSmallest(StageState stage, double width) {
        long whole = UnsignedRange.fromDouble(width);
        long smallest = stage.shape.smallestPart();
        return Long.compareUnsigned(whole, smallest) < 0 ? smallest : whole;
    }
}
