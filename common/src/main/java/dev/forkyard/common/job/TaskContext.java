package dev.forkyard.common.job;

/** A running task's view of its worker. Thread-safe; every call is a few nanoseconds. */
public interface TaskContext {
    /** Tells whether the result is no longer wanted. The task should return as soon as it can. */
    boolean cancelled();

    /**
     * Tells whether the task was asked to return the prefix that it finished, so that the rest can
     * run elsewhere or later. Never true before some progress was reported, so that a part that is
     * asked over and over still ends.
     */
    boolean yieldRequested();

    /**
     * Says that all numbers of the part below {@code finishedTo} are done. Never goes backwards;
     * cheap enough to be called a thousand times a second.
     */
    void progress(long finishedTo);

    /** Tells whether the task should return now, for whatever reason. */
    default boolean shouldStop() {
        return cancelled() || yieldRequested();
    }
}
