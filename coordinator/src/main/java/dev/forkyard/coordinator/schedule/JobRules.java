package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.JobId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rules of a job's life as a whole. Confined to the loop thread. */
final class JobRules {
    private final SchedulerState state;
    private final PaceRules paces;

    JobRules(SchedulerState state, PaceRules paces) {
        this.state = state;
        this.paces = paces;
    }

    void recorded(Event.JobRecorded event) {
        LiveJob job = inPhase(event.job(), LiveJob.Phase.RECORDING);
        if (job == null) {
            return;
        }
        state.emit(new Command.AdmitJob(job.id));
        if (job.isStopping()) {
            job.phase = LiveJob.Phase.OPEN;
            endIfQuiet(job, event.atNanos());
            return;
        }
        job.phase = LiveJob.Phase.PLANNING;
        state.emit(new Command.PlanJob(job.id));
    }

    void planned(Event.JobPlanned event) {
        LiveJob job = inPhase(event.job(), LiveJob.Phase.PLANNING);
        if (job == null) {
            return;
        }
        if (job.isStopping()) {
            job.phase = LiveJob.Phase.OPEN;
            endIfQuiet(job, event.atNanos());
            return;
        }
        job.open(event.stages());
        job.stages.forEach(stage -> paces.changed(job, stage));
        state.jobChanged(job, event.atNanos());
        gatherIfFinished(job, event.atNanos());
    }

    void broken(Event.JobBroken event) {
        LiveJob job = state.jobs.get(event.job());
        if (job == null) {
            state.ignored++;
            return;
        }
        // Whatever it waited for has answered; accepted results that broke are of no use either.
        job.phase = LiveJob.Phase.OPEN;
        fail(job, event.failure(), event.atNanos());
    }

    void gathered(Event.JobGathered event) {
        LiveJob job = inPhase(event.job(), LiveJob.Phase.GATHERING);
        if (job == null) {
            return;
        }
        job.phase = LiveJob.Phase.OPEN;
        if (job.isStopping()) {
            endIfQuiet(job, event.atNanos());
        } else if (job.givenUp.count() > 0) {
            job.failure = job.givenUp.failure();
            end(job, JobState.PARTIALLY_SUCCEEDED, event.atNanos());
        } else {
            end(job, JobState.SUCCEEDED, event.atNanos());
        }
    }

    void cancelRequested(Event.CancelRequested event) {
        LiveJob job = state.jobs.get(event.job());
        if (job == null) {
            state.ignored++;
            return;
        }
        Failure failure = Failure.of(ErrorReason.JOB_CANCELLED, "job " + job.id + " was cancelled");
        stop(job, JobState.CANCELLED, failure, event.atNanos());
        endIfQuiet(job, event.atNanos());
    }

    /** Lets a job fail as a whole. */
    void fail(LiveJob job, Failure failure, long nowNanos) {
        stop(job, JobState.FAILED, failure, nowNanos);
        endIfQuiet(job, nowNanos);
    }

    /** Refuses what nobody can execute: callers who wait must not hang. */
    void failWaitingCallers(String why, long nowNanos) {
        for (LiveJob job : List.copyOf(state.jobs.values())) {
            if (job.ephemeral) {
                fail(job, Failure.of(ErrorReason.NO_WORKERS, why), nowNanos);
            }
        }
    }

    /**
     * Stops what a job has running, so that it ends early: the caller ends it if nothing is left.
     * Only the first reason counts.
     */
    void stop(LiveJob job, JobState as, Failure failure, long nowNanos) {
        if (!job.isStopping()) {
            job.stoppingAs = as;
            job.failure = failure;
            job.stopWaiting(state.timers);
            state.timers.cancel(job.queueTimer);
            job.inHand.forEach(this::stop);
            state.jobChanged(job, nowNanos);
        }
    }

    /** What was told to stop for its clock is not told again. */
    private void stop(Lease lease) {
        if (lease.stop == null) {
            lease.stopFor(StopReason.UNWANTED);
            state.timers.cancel(lease.timer);
            state.emit(
                    new Command.CancelAttempt(
                            lease.id, StopReason.UNWANTED, lease.job.policy.killGraceNanos()));
            state.slotChanged(lease.slot);
        }
    }

    /** Ends a job that is being stopped once nothing of it is under way. */
    void endIfQuiet(LiveJob job, long nowNanos) {
        if (job.stoppingAs != null && job.isQuiet()) {
            end(job, job.stoppingAs, nowNanos);
        }
    }

    /** Asks for the answer once every number of every stage is finished or given up. */
    void gatherIfFinished(LiveJob job, long nowNanos) {
        if (!job.isFinished() || job.isStopping()) {
            return;
        }
        if (job.givenUp.count() > 0 && !job.hasSucceeded()) {
            stop(job, JobState.FAILED, job.givenUp.failure(), nowNanos);
        } else {
            job.phase = LiveJob.Phase.GATHERING;
            state.emit(new Command.GatherJob(job.id));
        }
    }

    private void end(LiveJob job, JobState as, long nowNanos) {
        state.jobs.remove(job.id);
        state.ready.remove(job);
        state.changed.remove(job.id);
        state.timers.cancel(job.queueTimer);
        state.timers.cancel(job.deadlineTimer);
        job.changed();
        JobSnapshot last = JobSnapshot.of(job, as, OptionalLong.of(nowNanos));
        state.emit(new Command.EndJob(last, Optional.ofNullable(job.failure)));
    }

    private @Nullable LiveJob inPhase(JobId id, LiveJob.Phase phase) {
        LiveJob job = state.jobs.get(id);
        if (job == null || job.phase != phase) {
            state.ignored++;
            return null;
        }
        return job;
    }
}
