package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.range.UnsignedRange;

/**
 * A piece of a job that was given up while the rest went on. Immutable.
 *
 * @param stage of the job, from 0
 * @param kind how its last attempt ended
 * @param reason what is held against it
 */
public record GivenUpPiece(
        int stage, UnsignedRange range, AttemptFailure.Kind kind, ErrorReason reason) {
    @Override
    public String toString() {
        return "stage " + stage + " " + range + " (" + kind + ")";
    }
}
