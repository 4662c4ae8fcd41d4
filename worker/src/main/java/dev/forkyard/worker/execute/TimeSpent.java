package dev.forkyard.worker.execute;

/**
 * What an attempt cost. Immutable.
 *
 * @param runNanos from its start to its end, in nanoseconds, ≥ 0
 * @param cpuNanos CPU time of the slot's thread in it, in nanoseconds, ≥ 0; threads that the task
 *     started itself are not counted
 */
public record TimeSpent(long runNanos, long cpuNanos) {
    /** What an attempt cost that never started. */
    public static final TimeSpent NONE = new TimeSpent(0, 0);
}
