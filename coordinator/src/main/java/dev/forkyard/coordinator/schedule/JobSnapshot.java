package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.JobId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job as it stood at one moment. Immutable. Times are of the loop's monotonic clock.
 *
 * @param version rises with every change
 * @param startedNanos when its first task was handed out
 * @param endedNanos when it ended
 * @param fraction the finished share of the expected work, 0…1
 * @param tasksRunning tasks that workers have in hand
 * @param tasksFinished tasks whose results were accepted
 * @param attemptsLost attempts that ended without a result and were made up for
 * @param workerNanos time that workers spent on accepted results
 * @param stages at most the first {@value #STAGES_MAX}
 * @param givenUp at most the first {@value #GIVEN_UP_MAX} pieces that were given up
 * @param givenUpPieces how many they are in all
 */
public record JobSnapshot(
        JobId id,
        JobState state,
        boolean ephemeral,
        long version,
        long createdNanos,
        OptionalLong startedNanos,
        OptionalLong endedNanos,
        double fraction,
        int tasksRunning,
        long tasksFinished,
        long attemptsLost,
        long workerNanos,
        Optional<Failure> failure,
        List<StageSnapshot> stages,
        List<GivenUpPiece> givenUp,
        long givenUpPieces) {
    /** The most stages that a snapshot shows. */
    public static final int STAGES_MAX = 100;

    /** The most given-up pieces that a snapshot names. */
    public static final int GIVEN_UP_MAX = 100;

    /** Copies the list. */
    public JobSnapshot {
        stages = List.copyOf(stages);
        givenUp = List.copyOf(givenUp);
    }

    static JobSnapshot of(LiveJob job, JobState state, OptionalLong endedNanos) {
        long started = job.startedNanos;
        boolean complete = state == JobState.SUCCEEDED || state == JobState.PARTIALLY_SUCCEEDED;
        return new JobSnapshot(
                job.id,
                state,
                job.ephemeral,
                job.version,
                job.createdNanos,
                started < 0 ? OptionalLong.empty() : OptionalLong.of(started),
                endedNanos,
                complete ? 1 : job.progress.fraction(),
                job.inHand.size(),
                job.progress.tasksFinished,
                job.progress.attemptsLost,
                job.progress.workerNanos,
                Optional.ofNullable(job.failure),
                job.stages.stream().limit(STAGES_MAX).map(StageState::snapshot).toList(),
                job.givenUp.first(),
                job.givenUp.count());
    }
}
