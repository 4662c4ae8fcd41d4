package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a stage that is about to be, or is again to be, handed out. Immutable.
 *
 * @param task its number within the job
 * @param attempts how often it was handed out
 * @param threw exceptions it ended with
 * @param killed the workers whose deaths are charged to it, each once
 * @param memoryDeaths how many of them died for want of memory
 * @param losses workers it lost without being charged
 * @param frozen whether a worker froze under it once
 * @param alone whether it must be the only task in its worker's hands, because its last worker died
 *     with several and nobody knows whom to charge
 * @param half whether it was cut out of a charged piece, so that it must not grow together with
 *     others again
 */
record Piece(
        UnsignedRange range,
        long task,
        int attempts,
        int threw,
        List<WorkerId> killed,
        int memoryDeaths,
        int losses,
        boolean frozen,
        boolean alone,
        boolean half) {
    /** A new one, on its way to its first worker. */
    static Piece fresh(UnsignedRange range, long task) {
        return new Piece(range, task, 1, 0, List.of(), 0, 0, false, false, false);
    }

    int deaths() {
        return killed.size();
    }

    Piece handedOut() {
        return new Piece(
                range,
                task,
                attempts + 1,
                threw,
                killed,
                memoryDeaths,
                losses,
                frozen,
                alone,
                half);
    }

    Piece afterException() {
        return new Piece(
                range,
                task,
                attempts,
                threw + 1,
                killed,
                memoryDeaths,
                losses,
                frozen,
                alone,
                half);
    }

    /** One more worker is charged to it. */
    Piece afterDeath(WorkerId worker, boolean ofMemory) {
        if (killed.contains(worker)) {
            return afterLoss(true);
        }
        List<WorkerId> all = new ArrayList<>(killed);
        all.add(worker);
        int memory = memoryDeaths + (ofMemory ? 1 : 0);
        return new Piece(
                range, task, attempts, threw, List.copyOf(all), memory, losses, frozen, true, half);
    }

    Piece afterLoss(boolean severalInHand) {
        boolean apart = alone || severalInHand;
        return new Piece(
                range,
                task,
                attempts,
                threw,
                killed,
                memoryDeaths,
                losses + 1,
                frozen,
                apart,
                half);
    }

    /** It is remembered that a worker froze under it: the next one that does is charged. */
    Piece afterFreeze() {
        return new Piece(
                range, task, attempts, threw, killed, memoryDeaths, losses + 1, true, alone, half);
    }

    /**
     * What is left after a prefix was finished: a new task with the old one's record.
     *
     * @param newTask its number; of no meaning for a piece without a record, which is cut anew
     */
    Piece restFrom(long start, long newTask) {
        UnsignedRange rest = new UnsignedRange(start, range.end());
        return new Piece(
                rest, newTask, 0, threw, killed, memoryDeaths, losses, frozen, alone, half);
    }

    /** One of its halves: a new task that nothing is held against but that it may freeze. */
    Piece halfOf(UnsignedRange half, long newTask) {
        return new Piece(half, newTask, 0, 0, List.of(), 0, 0, frozen, alone, true);
    }

    /** Whether anything happened to it that its next attempt must remember. */
    boolean hasRecord() {
        return threw > 0 || !killed.isEmpty() || losses > 0 || alone || half;
    }
}
