package dev.forkyard.coordinator.store;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.admission.Submission;

/**
 * Records jobs and accepted results. Thread-safe; calls never block: each reports through its
 * callback, from any thread, once the record would survive whatever the store promises to survive.
 */
public interface Store {
    /** Told of one record's fate. */
    interface Done {
        /** The record is made. */
        void recorded();

        /** The record cannot be made. */
        void failed(String why);
    }

    /** Records a job. */
    void recordJob(Submission job, Done done);

    /** Records an accepted result: interval and bytes in one write. */
    void recordAccepted(
            AttemptId attempt, int stage, UnsignedRange part, byte[] payload, Done done);
}
