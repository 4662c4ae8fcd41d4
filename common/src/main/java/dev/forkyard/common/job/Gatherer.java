package dev.forkyard.common.job;

import dev.forkyard.common.range.UnsignedRange;

/**
 * Folds the results of parts into a job's answer. Confined to one thread at a time; never runs on
 * the loop thread unless it {@linkplain #isLight says that it is light}. Accepts parts in any
 * order; each number of each stage arrives exactly once.
 */
public interface Gatherer {
    /**
     * Tells whether every call takes a few microseconds at most, whatever the parts: such a
     * gatherer may run on the coordinator's loop, which saves a short call four changes of threads.
     */
    default boolean isLight() {
        return false;
    }

    /**
     * Folds one accepted result.
     *
     * @param stage which stage of the plan, from 0
     * @param part the numbers that the result covers
     * @param payload what the task function returned for them
     * @throws IllegalArgumentException if the payload cannot be read; the job fails
     */
    void accept(int stage, UnsignedRange part, byte[] payload);

    /**
     * The answer in the type's result codec, once every stage is finished.
     *
     * @throws dev.forkyard.common.error.ForkyardException if there is none; the job fails with its
     *     reason and message
     */
    byte[] finish();
}
