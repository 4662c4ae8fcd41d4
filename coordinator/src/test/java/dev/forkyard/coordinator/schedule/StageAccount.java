package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.job.StagePlan;
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

    /** What its reader took, if it has one. */
    private long takenTo;

    StageAccount(StageShape shape) {
        this.shape = shape;
        this.free = IntervalSet.of(shape.extent());
        this.takenTo = shape.extent().start();
    }

    /** Whether somebody reads its results in order. */
    boolean isRead() {
        return shape.window() != StagePlan.ANY_ORDER;
    }

    void taken(long to) {
        boolean within = Long.compareUnsigned(to, shape.extent().end()) <= 0;
        if (isRead() && within && Long.compareUnsigned(to, takenTo) > 0) {
            takenTo = to;
        }
    }

    /** Takes a part out of what is free, or the one owed piece that it must be. */
    PieceHistory handOut(UnsignedRange part, long nowNanos) {
        Owed again = owed.remove(part.start());
        if (again == null) {
            checkCut(part);
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

    private void checkCut(UnsignedRange part) {
        if (Long.compareUnsigned(part.width(), shape.largestPart()) > 0) {
            throw new AssertionError("%s is wider than %s".formatted(part, shape));
        }
        if (isRead() && free.lowest().orElseThrow().start() != part.start()) {
            throw new AssertionError("%s is not the lowest of %s".formatted(part, free));
        }
        if (isRead() && !hasRoom(part.end())) {
            throw new AssertionError("%s has no room behind %d".formatted(part, takenTo));
        }
    }

    /** Whether the numbers from what was taken to here fit into the window. */
    private boolean hasRoom(long end) {
        return Long.compareUnsigned(end - takenTo, shape.window()) <= 0;
    }

    /**
     * Whether a free part may be cut: any, but for a reader only the lowest that has room, and none
     * of it before the room is worth it.
     */
    private boolean canBeCut() {
        if (!isRead() || free.isEmpty()) {
            return !free.isEmpty();
        }
        UnsignedRange lowest = free.lowest().orElseThrow();
        long eighth = Long.divideUnsigned(shape.window(), 8);
        long smallest = shape.smallestPart();
        long least = Long.compareUnsigned(smallest, eighth) > 0 ? smallest : eighth;
        boolean within = Long.compareUnsigned(least, lowest.width()) <= 0;
        return hasRoom(lowest.end()) || (within && hasRoom(lowest.start() + Math.max(1, least)));
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
        boolean again = canBeCut();
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
