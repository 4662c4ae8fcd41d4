package dev.forkyard.coordinator.gateway;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;

/**
 * One kind of input that jobs can be submitted with: its messages to the job type's codecs and
 * back. Stateless. A new job type brings one of these, and {@code Coordinator} lists it.
 */
public interface JobInputDoor {
    /** Which of the inputs of {@link JobSpec} it reads. */
    JobSpec.InputCase kind();

    /** The job type that it is the door of. */
    JobTypeId type();

    /** Whether jobs of this kind are taken at all; else it is not named to those who ask. */
    default boolean isOpen() {
        return true;
    }

    /**
     * Validates the input of a spec of this kind and encodes it.
     *
     * @throws dev.forkyard.common.error.InvalidRequestException with the reason and the path of the
     *     field, such as {@code spec.count_primes.ranges[3]}
     */
    byte[] encode(JobSpec spec);

    /**
     * Writes an input back into a spec.
     *
     * @param mostItems at most so many items of lists, for lists of jobs
     */
    void show(byte[] input, int mostItems, JobSpec.Builder spec);

    /** Writes an answer into a result. */
    void show(byte[] answer, JobResult.Builder result);
}
