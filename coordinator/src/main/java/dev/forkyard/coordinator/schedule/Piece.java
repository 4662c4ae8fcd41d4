package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.UnsignedRange;

/**
 * A part of a stage that is about to be, or is again to be, handed out. Immutable.
 *
 * @param task its number within the job
 * @param attempts how often it was handed out before
 * @param threw exceptions it ended with
 * @param deaths deaths of workers charged to it
 * @param losses workers it lost without being charged
 * @param alone whether it must be the only task in its worker's hands, because its last worker died
 *     with several and nobody knows whom to charge
 */
record Piece(
        UnsignedRange range,
        long task,
        int attempts,
        int threw,
        int deaths,
        int losses,
        boolean alone) {
    static Piece fresh(UnsignedRange range, long task) {
        return new Piece(range, task, 0, 0, 0, 0, false);
    }

    Piece handedOut() {
        return new Piece(range, task, attempts + 1, threw, deaths, losses, alone);
    }

    Piece afterException() {
        return new Piece(range, task, attempts, threw + 1, deaths, losses, alone);
    }

    Piece afterDeath() {
        return new Piece(range, task, attempts, threw, deaths + 1, losses, true);
    }

    Piece afterLoss(boolean severalInHand) {
        return new Piece(range, task, attempts, threw, deaths, losses + 1, alone || severalInHand);
    }

    /**
     * What is left after a prefix was finished: a new task with the old one's record.
     *
     * @param newTask its number; of no meaning for a piece without a record, which is cut anew
     */
    Piece restFrom(long start, long newTask) {
        UnsignedRange rest = new UnsignedRange(start, range.end());
        return new Piece(rest, newTask, 0, threw, deaths, losses, alone);
    }

    /** Whether anything happened to it that its next attempt must remember. */
    boolean hasRecord() {
        return threw > 0 || deaths > 0 || losses > 0 || alone;
    }
}
