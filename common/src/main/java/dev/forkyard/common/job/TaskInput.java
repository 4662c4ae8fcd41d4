package dev.forkyard.common.job;

import dev.forkyard.common.range.UnsignedRange;

/**
 * What a task function gets. Immutable by contract: the bytes must not be changed.
 *
 * @param stage which stage of the job, from 0
 * @param stageInput the stage's own bytes
 * @param part what to do, never empty
 */
public record TaskInput(int stage, byte[] stageInput, UnsignedRange part) {}
