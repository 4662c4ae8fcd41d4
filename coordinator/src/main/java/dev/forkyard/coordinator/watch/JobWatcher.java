package dev.forkyard.coordinator.watch;

import dev.forkyard.common.error.ForkyardException;

/** Wants to be told of a job's changes. */
@FunctionalInterface
public interface JobWatcher {
    /**
     * Called with the newest view, on the watch thread or, if {@linkplain #isLight light}, on the
     * loop; views in between are left out. Must not block.
     */
    void changed(JobView view);

    /**
     * Tells whether it cares for the job's end only, and takes microseconds then: the watcher of a
     * short call is told by the loop itself, which saves that call a change of threads.
     */
    default boolean isLight() {
        return false;
    }

    /**
     * Called on the watch thread when the coordinator leaves before the job has ended: nothing more
     * will come. Must not block.
     */
    default void left(ForkyardException why) {}
}
