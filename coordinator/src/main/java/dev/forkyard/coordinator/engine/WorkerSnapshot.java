package dev.forkyard.coordinator.engine;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import java.time.Instant;
import java.util.Optional;

/** One live worker at one moment. Immutable. */
public record WorkerSnapshot(
        WorkerId id,
        long pid,
        State state,
        Instant startTime,
        Optional<AttemptId> attempt,
        long tasksFinished) {
    /** Where a worker stands. */
    public enum State {
        /** Forked, not yet registered. */
        STARTING,
        /** Ready for a task. */
        IDLE,
        /** Executing a task. */
        BUSY,
        /** Executing a task that waits for room to send its result. */
        WAITING,
        /** Ready to take the place of a worker that dies; gets no task before. */
        SPARE,
        /** Finishing what it has, then leaving. */
        DRAINING,
        /** Asked to end, or killed, and not yet gone. */
        STOPPING
    }
}
