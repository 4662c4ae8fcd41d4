package dev.forkyard.coordinator.watch;

import dev.forkyard.common.error.ForkyardException;

/** Wants to be told of a job's changes. */
@FunctionalInterface
public interface JobWatcher {
    /**
     * Called on the watch thread with the newest view; views in between are left out. Must not
     * block.
     */
    void changed(JobView view);

    /**
     * Called on the watch thread when the coordinator leaves before the job has ended: nothing more
     * will come. Must not block.
     */
    default void left(ForkyardException why) {}
}
