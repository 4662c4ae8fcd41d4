package dev.forkyard.common.id;

import org.jspecify.annotations.Nullable;

/**
 * One independent piece of a job, numbered from 1 in the order of cutting. Immutable.
 *
 * @param job the job that the piece belongs to
 * @param number ≥ 1
 */
public record TaskId(JobId job, long number) {
    /**
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public TaskId {
        if (number < 1) {
            throw new IllegalArgumentException("task number must be ≥ 1, was " + number);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskId id && number == id.number && job.equals(id.job);
    }

    @Override
    public int hashCode() {
        return 31 * job.hashCode() + Long.hashCode(number);
    }

    @Override
    public String toString() {
        return job + "/" + number;
    }
}
