package dev.forkyard.worker.execute;

import dev.forkyard.common.job.TaskContext;

/**
 * The warm-up that the slot executes now, as its task function and the link see it. Thread-safe.
 * Nobody wants to know how far it got.
 */
final class RunningWarmUp implements TaskContext {
    private final WarmUpOrder order;
    private volatile boolean cancelled;

    RunningWarmUp(WarmUpOrder order) {
        this.order = order;
    }

    WarmUpOrder order() {
        return order;
    }

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
