package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.UnsignedRange;

/** The rule by which the tasks of a stage count as tiny. Confined to the loop thread. */
final class PaceRules {
    private final SchedulerState state;

    PaceRules(SchedulerState state) {
        this.state = state;
    }

    /** Brings up to date whether a stage's tasks are tiny, and with it who may get more of them. */
    void changed(LiveJob job, StageState stage) {
        double nanos = taskNanos(job, stage);
        // Twice the limit to cease, so that a pace near the limit does not go to and fro.
        boolean tiny = nanos < state.config.tinyNanos() * (stage.tiny ? 2.0 : 1.0);
        if (tiny != stage.tiny) {
            for (Lease lease : job.inHand) {
                lease.slot.apart -= lease.isApart() ? 1 : 0;
            }
            stage.tiny = tiny;
            for (Lease lease : job.inHand) {
                lease.slot.apart += lease.isApart() ? 1 : 0;
                state.slotChanged(lease.slot);
            }
        }
    }

    /**
     * How long a task of a stage takes at most: by its own measure or, before there is one, by that
     * of its type and the widest part that could be cut.
     */
    private static double taskNanos(LiveJob job, StageState stage) {
        if (stage.pace.isMeasured()) {
            return stage.pace.unitNanos() * stage.pace.widestMeasured();
        }
        long extent = stage.shape.extent().width();
        long cap = PartSizer.cap(job, stage);
        double widest =
                UnsignedRange.toDouble(Long.compareUnsigned(extent, cap) < 0 ? extent : cap);
        boolean measured = job.typePace.isMeasured();
        return measured ? widest * job.typePace.unitNanos() : Double.POSITIVE_INFINITY;
    }
}
