package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.range.UnsignedRange;

/**
 * One attempt that ended without a result, and what became of its piece. Immutable.
 *
 * @param stage of the job, from 0
 * @param verdict what happens to the piece
 */
public record AttemptFailure(
        AttemptId attempt,
        WorkerId worker,
        int stage,
        UnsignedRange part,
        Kind kind,
        Failure failure,
        Verdict verdict) {
    /** How the attempt ended, in the words of the interface. */
    public enum Kind {
        /** The task function threw. */
        THREW,
        /** The worker exited. */
        EXITED,
        /** The worker died by a signal of its own making. */
        SIGNALLED,
        /** The worker's heap was full. */
        HEAP_OOM,
        /** The worker went over its memory limit. */
        MEMORY_LIMIT,
        /** The attempt ran too long. */
        ATTEMPT_TIMEOUT,
        /** The attempt made no progress, or its worker no sign of life, for too long. */
        STALLED,
        /** Nobody wanted it any more. */
        CANCELLED,
        /** The worker was lost by no fault of the task. */
        WORKER_LOST
    }

    /** What becomes of the piece. */
    public enum Verdict {
        /** It is tried again. */
        RETRIED,
        /** It is cut in two, and both halves are tried. */
        BISECTED,
        /** It is given up, because it kept killing workers; its job goes on or fails. */
        QUARANTINED,
        /** It is given up for another reason; its job goes on or fails. */
        GIVEN_UP,
        /** Its job is over. */
        DROPPED
    }
}
