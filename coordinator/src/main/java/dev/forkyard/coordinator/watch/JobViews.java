package dev.forkyard.coordinator.watch;

import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.schedule.JobSnapshot;
import dev.forkyard.coordinator.schedule.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes views from what the core says, the log of failures and the clock. Thread-safe. */
final class JobViews {
    private final WallClock clock;
    private final TaskLog log;

    JobViews(WallClock clock, TaskLog log) {
        this.clock = clock;
        this.log = log;
    }

    /** A job that the core has not seen yet. */
    static JobView first(Submission submission, long nowNanos) {
        JobSnapshot snapshot =
                new JobSnapshot(
                        submission.id(),
                        JobState.QUEUED,
                        submission.ephemeral(),
                        1,
                        nowNanos,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        0);
        return new JobView(
                submission,
                snapshot,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                GivenUpPieces.NONE,
                new StageWork(),
                Optional.empty());
    }

    /** A job as the core has it. */
    JobView of(
            Submission submission, JobSnapshot snapshot, StageWork work, Optional<byte[]> result) {
        OptionalLong started = snapshot.startedNanos();
        OptionalLong ended = snapshot.endedNanos();
        Optional<Duration> runTime =
                started.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                Duration.ofNanos(
                                        ended.orElseGet(System::nanoTime) - started.getAsLong()));
        return new JobView(
                submission,
                snapshot,
                instant(started),
                instant(ended),
                runTime,
                snapshot.failure().map(why -> Explanation.of(why, submission.id(), log)),
                log.givenUp(submission.id()),
                work,
                result);
    }

    private Optional<Instant> instant(OptionalLong nanos) {
        return nanos.isEmpty() ? Optional.empty() : Optional.of(clock.at(nanos.getAsLong()));
    }
}
