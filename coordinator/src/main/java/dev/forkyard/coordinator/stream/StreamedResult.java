package dev.forkyard.coordinator.stream;

import dev.forkyard.common.range.UnsignedRange;

/**
 * The result of one part. Immutable by contract: the bytes must not be changed.
 *
 * @param part never empty
 * @param payload in the job type's codec
 */
public record StreamedResult(UnsignedRange part, byte[] payload) {}
