package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.IntervalSet;
import dev.forkyard.common.range.UnsignedRange;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each number of a stage is, as outsiders know it: free, owed again with a history, with a
 * worker, recorded or given up. Confined to one thread.
 */
final class StageAccount {
    /**
     * A piece that is to be tried again.
     *
     * @param earliestNanos not before this
     * @param latestNanos from the first tick at or after this, if there is a slot
     */
    record Owed(PieceHistory piece, long earliestNanos, long latestNanos) {}

    final StageShape shape;
    final IntervalSet free;
    final IntervalSet recorded = new IntervalSet();
    final IntervalSet givenUp = new IntervalSet();
    final Map<Long, Owed> owed = new TreeMap<>(Long::compareUnsigned);
    long tasksRecorded;

    StageAccount(StageShape shape) {
        this.shape = shape;
        this.free = IntervalSet.of(shape.extent());
    }

    /** Takes a part out of what is free, or the one owed piece that it must be. */
    PieceHistory handOut(UnsignedRange part, long nowNanos) {
        Owed again = owed.remove(part.start());
        if (again == null) {
            free.remove(part);
            return PieceHistory.none(part);
        }
        if (!again.piece().range().equals(part)) {
            throw new AssertionError("%s is owed, not %s".formatted(again, part));
        }
        if (nowNanos < again.earliestNanos()) {
            throw new AssertionError("%s waits at %d".formatted(again, nowNanos));
        }
        return again.piece();
    }

    void takeBack(PieceHistory piece) {
        owe(piece, 0, 0);
    }

    void owe(PieceHistory piece, long earliestNanos, long latestNanos) {
        if (!piece.isRemembered()) {
            free.add(piece.range());
        } else if (!piece.range().isEmpty()) {
            owed.put(piece.range().start(), new Owed(piece, earliestNanos, latestNanos));
        }
    }

    boolean isDivisible(UnsignedRange range) {
        return Long.compareUnsigned(range.width(), shape.smallestPart()) > 0;
    }

    boolean isWorkedOff() {
        return recorded.size() + givenUp.size() == shape.extent().width();
    }

    /** Whether something of it could be handed out, given the last tick. */
    boolean hasWork(long tickNanos) {
        int waiting = 0;
        boolean again = !free.isEmpty();
        for (Owed piece : owed.values()) {
            if (piece.latestNanos() > tickNanos) {
                waiting++;
            } else {
                again = true;
            }
        }
        return again && waiting < StageState.WAITING_MAX;
    }
}
