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

    /** It never began: its slot could not take it. Nothing is noted against the piece. */
    record NotStarted() implements AttemptOutcome {}

    /** With its worker. */
    record WorkerEnded(DeathCause cause, Failure failure) implements AttemptOutcome {}
}
