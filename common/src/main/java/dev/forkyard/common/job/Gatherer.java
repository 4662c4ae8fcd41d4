package dev.forkyard.common.job;

import dev.forkyard.common.range.UnsignedRange;

/**
 * Folds the results of parts into a job's answer. Confined to one thread at a time; never runs on
 * the loop thread. Accepts parts in any order; each number of each stage arrives exactly once.
 */
public interface Gatherer {
    /**
     * Folds one accepted result.
     *
     * @param stage which stage of the plan, from 0
     * @param part the numbers that the result covers
     * @param payload what the task function returned for them
     * @throws IllegalArgumentException if the payload cannot be read; the job fails
     */
    void accept(int stage, UnsignedRange part, byte[] payload);

    /** The answer in the type's result codec, once every stage is finished. */
    byte[] finish();
}
