package dev.forkyard.worker.execute;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that the slot executes now, as its task function, the link and the pulse see it.
 * Thread-safe; the calls of {@link TaskContext} are plain reads and writes of volatile fields, and
 * come from one thread.
 */
final class RunningAttempt implements TaskContext {
    private final AttemptOrder order;
    private final AttemptReports reports;
    private final EndWatch endWatch;
    private volatile boolean cancelled;
    private volatile boolean yieldAsked;
    private volatile long finishedTo;
    // Both guarded by this.
    private long reportedTo;
    private boolean over;

    RunningAttempt(AttemptOrder order, AttemptReports reports) {
        this.order = order;
        this.reports = reports;
        this.endWatch = new EndWatch(order.input().part(), System.nanoTime());
        this.finishedTo = order.input().part().start();
        this.reportedTo = finishedTo;
    }

    AttemptId id() {
        return order.attempt();
    }

    AttemptOrder order() {
        return order;
    }

    void cancel() {
        cancelled = true;
    }

    void requestYield() {
        yieldAsked = true;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public boolean yieldRequested() {
        return yieldAsked && finishedTo != order.input().part().start();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if {@code finishedTo} lies outside the part or below what
     *     was said before
     */
    @Override
    public void progress(long finishedTo) {
        long before = this.finishedTo;
        if (Long.compareUnsigned(finishedTo, before) < 0
                || Long.compareUnsigned(finishedTo, order.input().part().end()) > 0) {
            throw new IllegalArgumentException(
                    "progress to %s, must be between %s and the end of part %s"
                            .formatted(
                                    Long.toUnsignedString(finishedTo),
                                    Long.toUnsignedString(before),
                                    order.input().part()));
        }
        this.finishedTo = finishedTo;
        if (endWatch.isDue(finishedTo)) {
            tellOfTheEnd(finishedTo);
        }
    }

    /** One that was told to stop ends sooner than its pace says. */
    private void tellOfTheEnd(long finishedTo) {
        if (!cancelled && !yieldAsked && endWatch.isNear(finishedTo, System.nanoTime())) {
            reportProgress();
        }
    }

    /** Reports how far it got, if that is news and it still runs. */
    synchronized void reportProgress() {
        long reached = finishedTo;
        if (!over && reached != reportedTo) {
            reportedTo = reached;
            reports.progressed(id(), reached);
        }
    }

    /** Ends it: no progress is reported from now on. */
    synchronized void finish() {
        over = true;
    }

    /** The outcome of a function that returned. */
    AttemptOutcome returned(@Nullable TaskResult result) {
        if (cancelled) {
            return new AttemptOutcome.Cancelled();
        }
        if (result == null) {
            return threw(new IllegalStateException("task function returned null"));
        }
        return check(result);
    }

    /** The outcome of a function that threw, or could not even be made. */
    AttemptOutcome threw(Throwable thrown) {
        return cancelled ? new AttemptOutcome.Cancelled() : ThrownText.of(thrown);
    }

    private AttemptOutcome check(TaskResult result) {
        UnsignedRange part = order.input().part();
        long reached = result.finishedTo();
        String said = "task function returned finishedTo " + Long.toUnsignedString(reached);
        if (Long.compareUnsigned(reached, part.start()) < 0
                || Long.compareUnsigned(reached, part.end()) > 0) {
            return threw(new IllegalStateException(said + ", outside its part " + part));
        }
        if (Long.compareUnsigned(reached, finishedTo) < 0) {
            String reported = Long.toUnsignedString(finishedTo);
            return threw(
                    new IllegalStateException(said + ", below its own progress to " + reported));
        }
        if (reached == part.start() && !yieldAsked) {
            return threw(
                    new IllegalStateException(
                            said + ", nothing of part " + part + ", and was not asked to stop"));
        }
        if (reached == part.start() && result.payload().length > 0) {
            return threw(
                    new IllegalStateException(
                            said + ", nothing of part " + part + ", but a payload"));
        }
        return new AttemptOutcome.Succeeded(result);
    }
}
