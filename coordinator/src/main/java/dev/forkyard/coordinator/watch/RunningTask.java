package dev.forkyard.coordinator.watch;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.range.UnsignedRange;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt that a worker has in hand. Immutable.
 *
 * @param finishedTo numbers of its part below are finished; unsigned
 * @param startTime when its worker said that it began
 */
public record RunningTask(
        AttemptId attempt,
        WorkerId worker,
        int stage,
        UnsignedRange part,
        long finishedTo,
        Optional<Instant> startTime) {
    RunningTask started(Instant time) {
        return new RunningTask(attempt, worker, stage, part, finishedTo, Optional.of(time));
    }

    RunningTask progressed(long to) {
        return new RunningTask(attempt, worker, stage, part, to, startTime);
    }
}
