package dev.forkyard.coordinator.store;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.admission.Submission;

/**
 * Promises nothing beyond this process: the live state of coordinator and gatherers is the record.
 * Thread-safe.
 */
public final class MemoryStore implements Store {
    /** Makes a store. */
    public MemoryStore() {}

    @Override
    public void recordJob(Submission job, Done done) {
        done.recorded();
    }

    @Override
    public void recordAccepted(
            AttemptId attempt, int stage, UnsignedRange part, byte[] payload, Done done) {
        done.recorded();
    }
}
