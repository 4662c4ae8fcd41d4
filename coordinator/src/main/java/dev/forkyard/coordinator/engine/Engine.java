package dev.forkyard.coordinator.engine;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.coordinator.schedule.StopReason;

/**
 * Executes attempts in slots that it owns. {@link #startAttempt}, {@link #cancelAttempt} and {@link
 * #yieldAttempt} are called on the loop thread and never block; what comes of them arrives at the
 * {@link EngineEvents} given to {@link #open}.
 */
public interface Engine extends AutoCloseable {
    /** What this engine can do. */
    EngineCapabilities capabilities();

    /** Begins to provide slots. Called once. */
    void open(EngineEvents events);

    /** Executes an attempt in its slot. Always ends as {@link EngineEvents#attemptEnded}. */
    void startAttempt(AttemptOrder order);

    /**
     * Stops an attempt, by the death of its worker if it does not obey within the grace. Unless it
     * is merely unwanted, its worker is not used again. Unknown attempts are ignored.
     */
    void cancelAttempt(AttemptId attempt, StopReason reason, long killGraceNanos);

    /** Asks an attempt for its finished prefix. Unknown attempts are ignored. */
    void yieldAttempt(AttemptId attempt);

    /** Sends on what was ordered since the last call: the loop's turn is over. */
    void flush();

    /** The workers as they stand. Thread-safe and immediate. */
    EngineSnapshot snapshot();

    /** Ends all workers, waits for their exit, and leaves nothing behind. */
    @Override
    void close();
}
