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
    /** A wish with the defaults for a synchronous call. */
    public static JobWish ephemeral(JobTypeId type, byte[] input) {
        return new JobWish(
                type, input, Priority.NORMAL, ExecutionPolicy.DEFAULT, true, "", Map.of());
    }
}
