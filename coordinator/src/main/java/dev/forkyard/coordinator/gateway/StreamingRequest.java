package dev.forkyard.coordinator.gateway;

import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.schedule.Priority;

/**
 * A validated request whose answer is a stream of results in order. Immutable, but for the chunks.
 *
 * @param input in the job type's codec
 * @param extent of the one stage that the type plans for the input
 * @param windowBytes the most that the results of that stage's window take
 * @param chunks makes the messages; of this call alone
 */
public record StreamingRequest<T>(
        JobTypeId type,
        byte[] input,
        Priority priority,
        ExecutionPolicy policy,
        UnsignedRange extent,
        long windowBytes,
        ResultChunks<T> chunks) {}
