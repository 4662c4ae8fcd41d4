package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.range.UnsignedRange;

/**
 * How wide the next part of a stage should be. Stateless.
 *
 * <p>A part aims at {@code targetNanos} by the measured pace, so that workers are neither busy with
 * handing over nor deaf to other jobs. The first parts, cut by the planner's hint alone, aim at a
 * quarter, and no part is more than four times as wide as one that was measured: a hint that is off
 * by a factor of ten is mended after two parts. While no other job could want the worker and much
 * is left, a part aims at up to {@code aloneNanos}. Toward the tail a part takes at most one slot's
 * share of what is left, divided by {@value #TAIL_FACTOR} (guided self-scheduling, Polychronopoulos
 * and Kuck 1987; factoring, Hummel et al. 1992, divides by 2), so that all workers end together;
 * below {@code floorNanos} or the stage's smallest part it does not shrink. It takes at most a
 * quarter of the job's attempt timeout, and is no wider than the job's policy and the stage's
 * planner say.
 */
final class PartSizer {
    private static final double UNMEASURED_SHARE = 0.25;
    private static final double GROWTH_MAX = 4;

    /** So many parts at least are left for each slot where a part is wider than the target. */
    private static final double ALONE_PARTS = 16;

    /** How many parts of a worker's share are left for it at the tail, should others be slow. */
    private static final double TAIL_FACTOR = 1.4;

    /** A part is to be over long before its timeout, though its numbers may differ in cost. */
    private static final double TIMEOUT_SHARE = 0.25;

    private final SchedulerConfig config;

    PartSizer(SchedulerConfig config) {
        this.config = config;
    }

    /**
     * The width to cut, ≥ 1.
     *
     * @param alone whether no other job is live that might want the worker
     */
    long width(LiveJob job, StageState stage, int slots, boolean alone) {
        double unit = stage.pace.unitNanos();
        double nanos =
                stage.pace.isMeasured()
                        ? targetNanos(stage, slots, alone)
                        : config.targetNanos() * UNMEASURED_SHARE;
        if (slots > 1) {
            double share = job.progress.waitingNanos(stage) / (TAIL_FACTOR * slots);
            nanos = Math.max(config.floorNanos(), Math.min(nanos, share));
        }
        long timeout = job.policy.attemptTimeoutNanos();
        nanos = Math.min(nanos, timeout * TIMEOUT_SHARE);
        double width = nanos / unit;
        if (stage.pace.isMeasured()) {
            width = Math.min(width, stage.pace.widestMeasured() * GROWTH_MAX);
        }
        long whole = atLeastSmallest(stage, width);
        long cap = cap(job, stage);
        return Long.compareUnsigned(whole, cap) < 0 ? whole : cap;
    }

    /** A stage in order has a reader, who waits for its parts one after the other. */
    private double targetNanos(StageState stage, int slots, boolean alone) {
        if (!alone || stage.room != null) {
            return config.targetNanos();
        }
        double share = stage.waitingUnits() * stage.pace.unitNanos() / Math.max(1, slots);
        double wide = Math.min(config.aloneNanos(), share / ALONE_PARTS);
        return Math.max(config.targetNanos(), wide);
    }

    /** A rest narrower than this is not worth a part of its own, and goes with one of a width. */
    long leftover(LiveJob job, StageState stage, long width) {
        long narrow = atLeastSmallest(stage, config.floorNanos() / stage.pace.unitNanos());
        // A rest that is taken along is narrower than this, so the sum stays within the cap.
        long cap = cap(job, stage);
        long room = cap == StagePlan.UNBOUNDED ? cap : cap - width + 1;
        return Long.compareUnsigned(narrow, room) < 0 ? narrow : room;
    }

    /**
     * The widest part that the job's submitter wants, but never below the planner's smallest nor
     * above its largest.
     */
    static long cap(LiveJob job, StageState stage) {
        long largest = stage.shape.largestPart();
        long wanted = job.policy.partWidthMax();
        if (wanted == ExecutionPolicy.AUTOMATIC) {
            return largest;
        }
        long smallest = stage.shape.smallestPart();
        long least = Long.compareUnsigned(wanted, smallest) < 0 ? smallest : wanted;
        return Long.compareUnsigned(least, largest) < 0 ? least : largest;
    }

    private static long atLeastSmallest(StageState stage, double width) {
        long whole = UnsignedRange.fromDouble(width);
        long smallest = stage.shape.smallestPart();
        return Long.compareUnsigned(whole, smallest) < 0 ? smallest : whole;
    }
}
