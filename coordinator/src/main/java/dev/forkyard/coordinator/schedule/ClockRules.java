package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.job.ExecutionPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * The rules of the four clocks: a job's wait for its first task and its deadline, an attempt's time
 * in all and between two signs of progress. Confined to the loop thread.
 */
final class ClockRules {
    /**
     * A worker says within milliseconds that it began; if that message is lost, the clocks start so
     * long after the handing out.
     */
    static final long BEGUN_LATEST_NANOS = 5_000_000_000L;

    private final SchedulerState state;
    private final JobRules jobs;

    ClockRules(SchedulerState state, JobRules jobs) {
        this.state = state;
        this.jobs = jobs;
    }

    /** Starts a job's clocks. */
    void submitted(LiveJob job) {
        long queue = job.policy.queueTimeoutNanos();
        if (queue != ExecutionPolicy.NEVER) {
            job.queueTimer = new Timer(now -> queueTimedOut(job, now));
            state.timers.set(job.queueTimer, job.createdNanos + queue);
        }
        long deadline = job.policy.deadlineNanos();
        if (deadline != ExecutionPolicy.NEVER) {
            job.deadlineTimer = new Timer(now -> deadlinePassed(job, now));
            state.timers.set(job.deadlineTimer, job.createdNanos + deadline);
        }
    }

    /** An attempt became the first in its worker's hands, and the worker will say that it began. */
    void expected(Lease lease, long nowNanos) {
        lease.turnNanos = nowNanos;
        if (isTimed(lease.job.policy) && lease.startedNanos < 0 && lease.stop == null) {
            set(lease, nowNanos + BEGUN_LATEST_NANOS);
        }
    }

    /** An attempt began, by its worker's word or because the one before it ended. */
    void begun(Lease lease, long nowNanos) {
        if (lease.startedNanos >= 0) {
            return;
        }
        lease.startedNanos = nowNanos;
        lease.progressNanos = nowNanos;
        state.timers.cancel(lease.job.queueTimer);
        if (isTimed(lease.job.policy) && lease.stop == null) {
            set(lease, dueNanos(lease));
        }
    }

    /** Why an attempt that was told to stop for its clock has failed. */
    static Failure failure(Lease lease, long nowNanos) {
        ExecutionPolicy policy = lease.job.policy;
        if (lease.stop == StopReason.ATTEMPT_TIMEOUT) {
            long spent = nowNanos - lease.startedNanos;
            return failure(
                    ErrorReason.ATTEMPT_TIMEOUT,
                    "attempt " + lease.id + " ran %s s, at most %s s",
                    spent,
                    policy.attemptTimeoutNanos());
        }
        return failure(
                ErrorReason.STALLED,
                "attempt " + lease.id + " made no progress for %s s, at most %s s",
                nowNanos - lease.progressNanos,
                policy.progressTimeoutNanos());
    }

    private void queueTimedOut(LiveJob job, long nowNanos) {
        if (job.phase == LiveJob.Phase.GATHERING) {
            return;
        }
        long spent = nowNanos - job.createdNanos;
        Failure failure =
                failure(
                        ErrorReason.QUEUE_TIMEOUT,
                        "job " + job.id + " waited %s s for its first task to begin, at most %s s",
                        spent,
                        job.policy.queueTimeoutNanos());
        jobs.fail(job, failure, nowNanos);
    }

    private void deadlinePassed(LiveJob job, long nowNanos) {
        Failure failure =
                failure(
                        ErrorReason.JOB_DEADLINE,
                        "job " + job.id + " has not ended after %s s, its deadline is %s s",
                        nowNanos - job.createdNanos,
                        job.policy.deadlineNanos());
        jobs.fail(job, failure, nowNanos);
    }

    private void leaseDue(Lease lease, long nowNanos) {
        if (lease.startedNanos < 0) {
            begun(lease, nowNanos);
        } else if (nowNanos < dueNanos(lease)) {
            // It made progress since the timer was set: cheaper than to move the timer each time.
            set(lease, dueNanos(lease));
        } else {
            long attemptDue = after(lease.startedNanos, lease.job.policy.attemptTimeoutNanos());
            boolean tooLong = nowNanos >= attemptDue;
            stop(lease, tooLong ? StopReason.ATTEMPT_TIMEOUT : StopReason.STALLED);
        }
    }

    /** Tells an attempt to stop, and hands nothing more to its worker, which will not be reused. */
    private void stop(Lease lease, StopReason reason) {
        lease.stopFor(reason);
        lease.slot.retired = true;
        state.close(lease.slot);
        state.slotChanged(lease.slot);
        long grace = lease.job.policy.killGraceNanos();
        state.emit(new Command.CancelAttempt(lease.id, reason, grace));
    }

    private void set(Lease lease, long atNanos) {
        if (lease.timer == null) {
            lease.timer = new Timer(now -> leaseDue(lease, now));
        }
        state.timers.set(lease.timer, atNanos);
    }

    private static long dueNanos(Lease lease) {
        ExecutionPolicy policy = lease.job.policy;
        return Math.min(
                after(lease.startedNanos, policy.attemptTimeoutNanos()),
                after(lease.progressNanos, policy.progressTimeoutNanos()));
    }

    private static boolean isTimed(ExecutionPolicy policy) {
        return policy.attemptTimeoutNanos() != ExecutionPolicy.NEVER
                || policy.progressTimeoutNanos() != ExecutionPolicy.NEVER;
    }

    private static long after(long startNanos, long timeoutNanos) {
        return timeoutNanos == ExecutionPolicy.NEVER ? Long.MAX_VALUE : startNanos + timeoutNanos;
    }

    private static Failure failure(
            ErrorReason reason, String message, long spentNanos, long requestedNanos) {
        Map<String, String> details =
                Map.of(
                        "spent_nanos", Long.toString(spentNanos),
                        "requested_nanos", Long.toString(requestedNanos));
        String text = message.formatted(seconds(spentNanos), seconds(requestedNanos));
        return new Failure(reason, text, details, "");
    }

    /** To the millisecond, without zeros at the end. */
    private static String seconds(long nanos) {
        BigDecimal seconds =
                BigDecimal.valueOf(nanos, 9)
                        .setScale(nanos < 1_000_000 ? 9 : 3, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
        return seconds.toPlainString();
    }
}
