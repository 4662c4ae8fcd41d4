package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.UnsignedRange;

/**
 * How far a job is, in tasks and in run time as its planner expects it. Confined to the loop
 * thread.
 */
final class JobProgress {
    long tasksFinished;
    long attemptsLost;
    long workerNanos;

    private double expectedNanos;
    private double doneNanos;
    private double waitingNanos;

    /** What the attempts in hand have finished. */
    private double inHandNanos;

    void opened(StageShape shape) {
        double nanos = nanos(shape, shape.extent());
        expectedNanos += nanos;
        waitingNanos += nanos;
    }

    void handedOut(Lease lease) {
        waitingNanos -= nanos(lease.stage.shape, lease.part());
    }

    void moved(Lease lease, long finishedTo) {
        inHandNanos -= lease.finishedNanos();
        lease.finishedTo = finishedTo;
        inHandNanos += lease.finishedNanos();
    }

    void takenBack(Lease lease, boolean wasLast) {
        // Without the rounding errors of all that came and went.
        inHandNanos = wasLast ? 0 : inHandNanos - lease.finishedNanos();
    }

    void returned(StageState stage, UnsignedRange range) {
        waitingNanos += nanos(stage.shape, range);
    }

    void accepted(Lease lease, long runNanos) {
        doneNanos += nanos(lease.stage.shape, lease.accepted);
        tasksFinished++;
        workerNanos += runNanos;
    }

    void givenUp(StageState stage, UnsignedRange range) {
        doneNanos += nanos(stage.shape, range);
    }

    /** How long the work that nobody has in hand will take one worker. */
    double waitingNanos(StageState current) {
        double hint = current.shape.unitNanos();
        double units = current.waitingUnits();
        return Math.max(0, waitingNanos - units * hint) + units * current.pace.unitNanos();
    }

    /** The finished share of the expected work, 0…1. */
    double fraction() {
        double done = doneNanos + Math.max(0, inHandNanos);
        return expectedNanos > 0 ? Math.min(1, done / expectedNanos) : 0;
    }

    private static double nanos(StageShape shape, UnsignedRange range) {
        return range.widthAsDouble() * shape.unitNanos();
    }
}
