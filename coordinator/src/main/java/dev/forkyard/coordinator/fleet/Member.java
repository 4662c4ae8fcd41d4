package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/** One worker from the decision to fork it to its exit. Confined to the loop thread. */
final class Member {
    /** A member's life. */
    enum Phase {
        /** To be forked, or forked and not registered. */
        STARTING,
        /** Can execute. */
        READY,
        /** Told to leave. */
        LEAVING,
        /** Killed. */
        KILLED
    }

    /** No deadline is set. */
    static final long NEVER = Long.MAX_VALUE;

    final WorkerId id;

    /** Attempts in its hands, and until when each may go on: NEVER unless it was cancelled. */
    final Map<AttemptId, Long> inHand = new LinkedHashMap<>();

    Phase phase = Phase.STARTING;

    /** When it is killed unless it got further. */
    long deadlineNanos;

    boolean registered;
    long tasksFinished;

    Member(WorkerId id, long deadlineNanos) {
        this.id = id;
        this.deadlineNanos = deadlineNanos;
    }

    /** The earliest time at which something of it is overdue. */
    long earliestDeadlineNanos() {
        long earliest = deadlineNanos;
        for (long until : inHand.values()) {
            earliest = Math.min(earliest, until);
        }
        return earliest;
    }

    WorkerSnapshot.State state() {
        return switch (phase) {
            case STARTING -> WorkerSnapshot.State.STARTING;
            case READY -> inHand.isEmpty() ? WorkerSnapshot.State.IDLE : WorkerSnapshot.State.BUSY;
            case LEAVING, KILLED -> WorkerSnapshot.State.STOPPING;
        };
    }
}
