package dev.forkyard.common.job;

import dev.forkyard.common.range.UnsignedRange;
import java.util.List;

/**
 * One stage of a job as the core sees it: numbers only, plus the bytes that each of its tasks gets.
 * A stage is either a range of numbers or a list of items, the items named by their index.
 * Immutable by contract: the bytes are not copied and must not be changed.
 *
 * @param extent what has to be done, half-open; for items {@code [0, count)}
 * @param smallestPart the width below which a part is not cut further, ≥ 1: where starting a part
 *     costs more than the part
 * @param unitNanos how long one number is expected to take on one worker, in nanoseconds, > 0; a
 *     hint for the first parts, replaced by measurement
 * @param attemptNanos what each part costs before its first number, in nanoseconds, ≥ 0; a hint
 * @param dependsOn indexes of earlier stages that must be finished before this one opens
 * @param input what every task of the stage gets besides its part, at most {@value
 *     #INPUT_BYTES_MAX} bytes
 */
public record StagePlan(
        UnsignedRange extent,
        long smallestPart,
        double unitNanos,
        double attemptNanos,
        List<Integer> dependsOn,
        byte[] input) {
    /** The most bytes that travel with every task. */
    public static final int INPUT_BYTES_MAX = 64 * 1024;

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public StagePlan {
        if (smallestPart < 1) {
            throw new IllegalArgumentException("smallestPart must be ≥ 1, was " + smallestPart);
        }
        if (!(unitNanos > 0) || Double.isInfinite(unitNanos)) {
            throw new IllegalArgumentException("unitNanos must be > 0, was " + unitNanos);
        }
        if (!(attemptNanos >= 0) || Double.isInfinite(attemptNanos)) {
            throw new IllegalArgumentException("attemptNanos must be ≥ 0, was " + attemptNanos);
        }
        if (input.length > INPUT_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "stage input has %d bytes, at most %d"
                            .formatted(input.length, INPUT_BYTES_MAX));
        }
        dependsOn = List.copyOf(dependsOn);
    }
}
