package dev.forkyard.coordinator.watch;

/** Wants to be told of a job's changes. */
@FunctionalInterface
public interface JobWatcher {
    /**
     * Called on the watch thread with the newest view; views in between are left out. Must not
     * block.
     */
    void changed(JobView view);
}
