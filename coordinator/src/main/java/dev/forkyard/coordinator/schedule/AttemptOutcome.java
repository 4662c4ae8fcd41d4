package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.Failure;

/** How an attempt ended. Immutable. */
public sealed interface AttemptOutcome {
    /**
     * With a result for the prefix of its part below {@code finishedTo}.
     *
     * @param finishedTo unsigned; the part's end unless the attempt yielded
     * @param runNanos time from its start to its end on the worker, ≥ 0
     */
    record Succeeded(long finishedTo, long runNanos) implements AttemptOutcome {}

    /** By an exception of the task function. */
    record Threw(Failure failure) implements AttemptOutcome {}

    /** Without a result, because it was told to. */
    record Cancelled() implements AttemptOutcome {}

    /**
     * With its worker.
     *
     * @param charged whether the task can have caused the death; false for an outside kill
     */
    record WorkerEnded(Failure failure, boolean charged) implements AttemptOutcome {}
}
