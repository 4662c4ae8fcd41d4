package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.UnsignedRange;

/**
 * A stage as it stood at one moment. Immutable.
 *
 * @param finished how many numbers of the extent are done, unsigned
 * @param givenUp how many were given up, unsigned
 * @param tasksFinished tasks whose results were accepted
 * @param workerNanos time that workers spent on them
 */
public record StageSnapshot(
        UnsignedRange extent, long finished, long givenUp, long tasksFinished, long workerNanos) {}
