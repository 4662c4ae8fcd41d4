package dev.forkyard.common.id;

import org.jspecify.annotations.Nullable;

/**
 * One execution of a task by one worker, numbered from 1 within its task. An attempt id is never
 * used twice, so a message that names an ended attempt can be told from all others and dropped.
 * Immutable.
 *
 * @param task the piece that is executed
 * @param number ≥ 1
 */
public record AttemptId(TaskId task, int number) {
    /**
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public AttemptId {
        if (number < 1) {
            throw new IllegalArgumentException("attempt number must be ≥ 1, was " + number);
        }
    }

    /** The job that the attempt works for. */
    public JobId job() {
        return task.job();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttemptId id && number == id.number && task.equals(id.task);
    }

    @Override
    public int hashCode() {
        return 31 * task.hashCode() + number;
    }

    @Override
    public String toString() {
        return task + "#" + number;
    }
}
