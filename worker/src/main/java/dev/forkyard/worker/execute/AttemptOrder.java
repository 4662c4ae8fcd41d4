package dev.forkyard.worker.execute;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.TaskInput;

/**
 * An order to execute one attempt. Immutable by contract, as its input is.
 *
 * @param attempt which
 * @param type whose task function does it
 * @param input what the function gets; its part is not empty
 */
public record AttemptOrder(AttemptId attempt, JobTypeId type, TaskInput input) {
    /**
     * @throws IllegalArgumentException if the part is empty
     */
    public AttemptOrder {
        if (input.part().isEmpty()) {
            throw new IllegalArgumentException("attempt " + attempt + " has an empty part");
        }
    }
}
