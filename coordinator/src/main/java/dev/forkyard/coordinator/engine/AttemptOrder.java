package dev.forkyard.coordinator.engine;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.range.UnsignedRange;

/** All that a worker needs to execute one attempt. Immutable by contract. */
public record AttemptOrder(
        AttemptId attempt,
        WorkerId slot,
        JobTypeId type,
        int stage,
        byte[] stageInput,
        UnsignedRange part) {}
