package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;

/** A way to count the primes of a window. Confined to one thread. */
@FunctionalInterface
public interface PrimeCounter {
    /**
     * Counts the primes of a window, reports progress, and stops early when asked to.
     *
     * @param window what to count in, never empty
     * @param context asked whether to stop every few milliseconds
     */
    PrefixCount count(UnsignedRange window, TaskContext context);
}
