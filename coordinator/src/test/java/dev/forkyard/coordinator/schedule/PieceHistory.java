package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What outsiders saw happen to a piece. Immutable.
 *
 * @param threw its exceptions
 * @param killed the workers whose deaths it must answer for
 * @param memoryDeaths how many of them for want of memory
 * @param losses workers it lost by no fault of its own
 * @param frozen whether a worker froze under it
 * @param alone whether it must not share a worker with others
 * @param half whether it was cut out of a charged piece
 */
record PieceHistory(
        UnsignedRange range,
        int threw,
        Set<WorkerId> killed,
        int memoryDeaths,
        int losses,
        boolean frozen,
        boolean alone,
        boolean half) {
    static PieceHistory none(UnsignedRange range) {
        return new PieceHistory(range, 0, Set.of(), 0, 0, false, false, false);
    }

    /** Whether it comes back as it is; else its numbers may be cut anew. */
    boolean isRemembered() {
        return threw > 0 || !killed.isEmpty() || losses > 0 || alone || half;
    }

    PieceHistory of(UnsignedRange rest) {
        return new PieceHistory(rest, threw, killed, memoryDeaths, losses, frozen, alone, half);
    }

    PieceHistory half(UnsignedRange part) {
        return new PieceHistory(part, 0, Set.of(), 0, 0, frozen, alone, true);
    }

    PieceHistory thrown() {
        return new PieceHistory(
                range, threw + 1, killed, memoryDeaths, losses, frozen, alone, half);
    }

    /** One worker can answer for only one death of it. */
    PieceHistory killed(WorkerId worker, boolean ofMemory) {
        if (killed.contains(worker)) {
            return lost(true, false);
        }
        Set<WorkerId> all = new LinkedHashSet<>(killed);
        all.add(worker);
        int memory = memoryDeaths + (ofMemory ? 1 : 0);
        return new PieceHistory(range, threw, all, memory, losses, frozen, true, half);
    }

    PieceHistory lost(boolean crowded, boolean froze) {
        return new PieceHistory(
                range,
                threw,
                killed,
                memoryDeaths,
                losses + 1,
                frozen || froze,
                alone || crowded,
                half);
    }

    /** Whether a smallest piece has used up one of its budgets. */
    boolean isSpent(ExecutionPolicy policy) {
        int charged = threw + killed.size();
        return charged >= Math.max(policy.attemptsMax(), policy.workerDeathsMax())
                || threw >= policy.attemptsMax()
                || killed.size() >= policy.workerDeathsMax()
                || memoryDeaths >= policy.memoryDeathsMax()
                || losses >= policy.workerLossesMax();
    }
}
