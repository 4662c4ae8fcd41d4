package dev.forkyard.coordinator.watch;

import dev.forkyard.common.error.Failure;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.schedule.JobSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as it stood at one moment, with wall-clock times. Immutable by contract.
 *
 * @param runTime from its first task's start to then or to its end
 * @param failure why it has no answer or only a part of it, with what is known of the attempt
 *     behind it
 * @param givenUp the pieces that it lost for good
 * @param work who worked for its stages; goes on counting while the job runs
 * @param result the answer in the type's codec
 */
public record JobView(
        Submission submission,
        JobSnapshot snapshot,
        Optional<Instant> startTime,
        Optional<Instant> endTime,
        Optional<Duration> runTime,
        Optional<Failure> failure,
        GivenUpPieces givenUp,
        StageWork work,
        Optional<byte[]> result) {
    /** Whether nothing can happen to the job any more. */
    public boolean ended() {
        return snapshot.state().ended();
    }
}
