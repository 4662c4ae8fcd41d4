package dev.forkyard.coordinator.admission;

import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.schedule.Priority;
import java.util.Map;

/**
 * What a caller wants, validated. Immutable by contract.
 *
 * @param input the input in the type's codec
 * @param ephemeral whether the job lives only as long as its call
 * @param requestId the caller's name for the request, empty if none
 */
public record JobWish(
        JobTypeId type,
        byte[] input,
        Priority priority,
        ExecutionPolicy policy,
        boolean ephemeral,
        String requestId,
        Map<String, String> labels) {
    /** A wish of usual priority for a synchronous call. */
    public static JobWish ephemeral(JobTypeId type, byte[] input, ExecutionPolicy policy) {
        return new JobWish(type, input, Priority.NORMAL, policy, true, "", Map.of());
    }

    /** The same with a deadline that is no later than another one. */
    public JobWish within(long deadlineNanos) {
        return new JobWish(
                type, input, priority, policy.within(deadlineNanos), ephemeral, requestId, labels);
    }
}
