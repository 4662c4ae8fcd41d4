package dev.forkyard.coordinator.admission;

import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.schedule.Priority;
import dev.forkyard.coordinator.stream.ResultStream;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller wants, validated. Immutable by contract.
 *
 * @param input the input in the type's codec
 * @param ephemeral whether the job lives only as long as its call
 * @param requestId the caller's name for the request, empty if none
 * @param results where they go if they are read in order as they come; else they are folded
 */
public record JobWish(
        JobTypeId type,
        byte[] input,
        Priority priority,
        ExecutionPolicy policy,
        boolean ephemeral,
        String requestId,
        Map<String, String> labels,
        Optional<ResultStream> results) {
    /** A wish whose answer is folded. */
    public JobWish(
            JobTypeId type,
            byte[] input,
            Priority priority,
            ExecutionPolicy policy,
            boolean ephemeral,
            String requestId,
            Map<String, String> labels) {
        this(type, input, priority, policy, ephemeral, requestId, labels, Optional.empty());
    }

    /** A wish of usual priority for a synchronous call. */
    public static JobWish ephemeral(JobTypeId type, byte[] input, ExecutionPolicy policy) {
        return new JobWish(type, input, Priority.NORMAL, policy, true, "", Map.of());
    }

    /** A wish for a call that reads the results as they come. */
    public static JobWish streamed(
            JobTypeId type,
            byte[] input,
            Priority priority,
            ExecutionPolicy policy,
            ResultStream results) {
        return new JobWish(type, input, priority, policy, true, "", Map.of(), Optional.of(results));
    }

    /** The same with a deadline that is no later than another one. */
    public JobWish within(long deadlineNanos) {
        return new JobWish(
                type,
                input,
                priority,
                policy.within(deadlineNanos),
                ephemeral,
                requestId,
                labels,
                results);
    }
}
