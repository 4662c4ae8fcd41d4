package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.job.TaskContext;

/**
 * The context of a short window within a part, which is finished or worth nothing. Stateless; its
 * part looks at the real one before and after.
 */
final class Uninterrupted implements TaskContext {
    static final TaskContext CONTEXT = new Uninterrupted();

    private Uninterrupted() {}

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public boolean yieldRequested() {
        return false;
    }

    @Override
    public void progress(long finishedTo) {}
}
