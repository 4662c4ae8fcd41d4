package dev.forkyard.common.id;

import org.jspecify.annotations.Nullable;

/**
 * One forked worker process, numbered from 1 within a coordinator's life. A number is never used
 * again after its process ended, so the id is at once the fence against messages of a dead worker.
 * Immutable.
 *
 * @param number ≥ 1
 */
public record WorkerId(long number) implements Comparable<WorkerId> {
    /**
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public WorkerId {
        if (number < 1) {
            throw new IllegalArgumentException("worker number must be ≥ 1, was " + number);
        }
    }

    @Override
    public int compareTo(WorkerId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkerId id && number == id.number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return "w" + number;
    }
}
