package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import java.util.Optional;

/** The rules by which a new job is taken or refused. Confined to the loop thread. */
final class SubmissionRules {
    private final SchedulerState state;

    SubmissionRules(SchedulerState state) {
        this.state = state;
    }

    /** The new job, if it is one and is taken. */
    Optional<LiveJob> submitted(Event.JobSubmitted event) {
        if (state.jobs.containsKey(event.job())) {
            state.ignored++;
            return Optional.empty();
        }
        Optional<Command> refusal = refusal(event);
        if (refusal.isPresent()) {
            state.emit(refusal.get());
            return Optional.empty();
        }
        LiveJob job = new LiveJob(event, state.nextSequence(), state.paces.of(event.type()));
        state.jobs.put(job.id, job);
        state.noteChanged(job);
        if (job.ephemeral) {
            state.emit(new Command.AdmitJob(job.id));
            state.emit(new Command.PlanJob(job.id));
        } else {
            state.emit(new Command.RecordJob(job.id));
        }
        return Optional.of(job);
    }

    private Optional<Command> refusal(Event.JobSubmitted event) {
        if (state.draining) {
            return Optional.of(
                    new Command.RefuseJob(
                            event.job(), ErrorReason.DRAINING, "the coordinator is stopping"));
        }
        if (state.jobs.size() >= state.config.jobsMax()) {
            String full =
                    "%d jobs are live, at most %d; try again later"
                            .formatted(state.jobs.size(), state.config.jobsMax());
            return Optional.of(new Command.RefuseJob(event.job(), ErrorReason.QUEUE_FULL, full));
        }
        if (event.ephemeral() && state.noWorkers.isPresent()) {
            return Optional.of(
                    new Command.RefuseJob(
                            event.job(), ErrorReason.NO_WORKERS, state.noWorkers.get()));
        }
        return Optional.empty();
    }
}
