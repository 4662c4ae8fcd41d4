package dev.forkyard.coordinator.engine;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.SlotOffer;
import java.util.List;
import java.util.Optional;

/** What an engine reports. Called on the loop thread. */
public interface EngineEvents {
    /**
     * The slots are now these.
     *
     * @param unavailable why none can be had, empty when one is there or expected soon
     */
    void slotsChanged(List<SlotOffer> open, Optional<String> unavailable);

    /** A worker began an attempt. */
    void attemptStarted(AttemptId attempt);

    /** An attempt got so far. */
    void attemptProgressed(AttemptId attempt, long finishedTo);

    /**
     * A process reported the end of an attempt, which is told next.
     *
     * @param cpuNanos CPU time that it took, in nanoseconds
     */
    void attemptWorked(AttemptId attempt, long pid, long cpuNanos);

    /**
     * An attempt is over and can have no further effect.
     *
     * @param payload the result's bytes, empty unless it succeeded
     * @param autopsy what is known of the worker's death, if it died
     */
    void attemptEnded(
            AttemptId attempt, AttemptOutcome outcome, byte[] payload, Optional<Autopsy> autopsy);
}
