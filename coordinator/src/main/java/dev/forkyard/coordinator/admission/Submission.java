package dev.forkyard.coordinator.admission;

import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.schedule.Priority;
import dev.forkyard.coordinator.stream.ResultStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A job as it was submitted. Immutable by contract: the input's bytes must not be changed.
 *
 * @param sequence rises with every submission: the order of lists
 * @param input the input in the type's codec, with what was known of the type's costs
 * @param requestId the caller's name for the request, empty if none
 * @param results where they go if they are read in order as they come; else they are folded
 */
public record Submission(
        JobId id,
        long sequence,
        JobTypeId type,
        byte[] input,
        Priority priority,
        ExecutionPolicy policy,
        boolean ephemeral,
        String requestId,
        Map<String, String> labels,
        Instant createTime,
        Optional<ResultStream> results) {
    /** Copies the labels. */
    public Submission {
        labels = Map.copyOf(labels);
    }

    /** A job whose answer is folded. */
    public Submission(
            JobId id,
            long sequence,
            JobTypeId type,
            byte[] input,
            Priority priority,
            ExecutionPolicy policy,
            boolean ephemeral,
            String requestId,
            Map<String, String> labels,
            Instant createTime) {
        this(
                id,
                sequence,
                type,
                input,
                priority,
                policy,
                ephemeral,
                requestId,
                labels,
                createTime,
                Optional.empty());
    }
}
