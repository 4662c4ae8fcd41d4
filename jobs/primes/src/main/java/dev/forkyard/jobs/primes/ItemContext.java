package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.TaskContext;

/** The context of one item: the part's progress is counted in items, not in numbers. */
record ItemContext(TaskContext part) implements TaskContext {
    @Override
    public boolean cancelled() {
        return part.cancelled();
    }

    @Override
    public boolean yieldRequested() {
        return part.yieldRequested();
    }

    @Override
    public void progress(long finishedTo) {}
}
