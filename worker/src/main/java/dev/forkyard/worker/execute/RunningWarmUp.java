package dev.forkyard.worker.execute;

import dev.forkyard.common.job.TaskContext;

/**
 * A warm-up as its task function and the slot see it. Thread-safe. Nobody wants to know how far it
 * got.
 */
final class RunningWarmUp implements TaskContext {
    private volatile boolean cancelled;

    void cancel() {
        cancelled = true;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public boolean yieldRequested() {
        return false;
    }

    @Override
    public void progress(long finishedTo) {}
}
