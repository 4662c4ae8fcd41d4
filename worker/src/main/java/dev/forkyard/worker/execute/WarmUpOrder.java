package dev.forkyard.worker.execute;

import dev.forkyard.common.job.JobTypeId;

/**
 * An order to execute a type's own small inputs while there is nothing else to do. Immutable.
 *
 * @param type which type
 * @param cpuNanosMax after so much CPU time it ends, ≥ 1
 */
public record WarmUpOrder(JobTypeId type, long cpuNanosMax) {
    /**
     * @throws IllegalArgumentException if the time is not positive
     */
    public WarmUpOrder {
        if (cpuNanosMax < 1) {
            throw new IllegalArgumentException("cpuNanosMax must be ≥ 1, was " + cpuNanosMax);
        }
    }
}
