package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.ExecutionPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One failed attempt: which, how and when. Immutable.
 *
 * @param charged whether it is held against the piece; else the worker is merely lost to it
 * @param failure as its worker or clock tells it
 */
record Blame(
        Lease lease, AttemptFailure.Kind kind, boolean charged, Failure failure, long nowNanos) {
    LiveJob job() {
        return lease.job;
    }

    StageState stage() {
        return lease.stage;
    }

    AttemptId id() {
        return lease.id;
    }

    ExecutionPolicy policy() {
        return lease.job.policy;
    }

    /** The failure with the names of what it befell. */
    Failure located(Piece piece) {
        Map<String, String> details = new LinkedHashMap<>(failure.details());
        details.put("job_id", lease.job.id.value());
        details.put("task", Long.toString(lease.id.task().number()));
        details.put("attempt", Integer.toString(lease.id.number()));
        details.put("stage", Integer.toString(lease.stage.index));
        details.put("part", piece.range().toString());
        details.put("outcome", kind.name());
        return new Failure(failure.reason(), failure.message(), details, failure.stack());
    }

    /** What a job that gives the piece up says. */
    Failure ofGivenUp(Piece piece) {
        Failure located = located(piece);
        ErrorReason reason = reason();
        String message =
                reason != ErrorReason.TASK_QUARANTINED
                        ? located.message()
                        : "task %d, stage %d %s, is quarantined after %d deaths of workers; the last: %s"
                                .formatted(
                                        lease.id.task().number(),
                                        lease.stage.index,
                                        piece.range(),
                                        piece.deaths(),
                                        located.message());
        return new Failure(reason, message, located.details(), located.stack());
    }

    private ErrorReason reason() {
        if (!charged) {
            return ErrorReason.WORKER_LOST;
        }
        boolean single = policy().attemptsMax() == 1;
        return switch (kind) {
            case THREW -> failure.reason();
            case HEAP_OOM -> ErrorReason.HEAP_OOM;
            case MEMORY_LIMIT -> ErrorReason.MEMORY_LIMIT;
            case ATTEMPT_TIMEOUT ->
                    single ? ErrorReason.ATTEMPT_TIMEOUT : ErrorReason.TASK_QUARANTINED;
            case STALLED -> single ? ErrorReason.STALLED : ErrorReason.TASK_QUARANTINED;
            case EXITED, SIGNALLED -> ErrorReason.TASK_QUARANTINED;
            case CANCELLED, WORKER_LOST -> ErrorReason.WORKER_LOST;
        };
    }
}
