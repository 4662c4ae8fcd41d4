package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.IntervalSet;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left, in hand and done of one stage. Every number of the extent is in exactly one of
 * {@code unassigned}, {@code retries}, {@code leased} (in a worker's hands or on the way to the
 * store) and {@code finished}. Memory grows with workers and holes, not with tasks. Confined to the
 * loop thread.
 */
final class StageState {
    final int index;
    final StageShape shape;
    final IntervalSet unassigned;
    final ArrayDeque<Piece> retries = new ArrayDeque<>();
    final IntervalSet leased = new IntervalSet();
    final IntervalSet finished = new IntervalSet();
    final Pace pace;
    final List<StageState> dependents = new ArrayList<>();
    int openDependencies;
    long tasksFinished;
    long workerNanos;

    StageState(int index, StageShape shape) {
        this.index = index;
        this.shape = shape;
        this.unassigned = IntervalSet.of(shape.extent());
        this.pace = new Pace(shape.unitNanos());
    }

    boolean hasWork() {
        return openDependencies == 0 && (!retries.isEmpty() || !unassigned.isEmpty());
    }

    boolean isFinished() {
        return finished.size() == shape.extent().width();
    }

    /** How many numbers nobody has in hand. */
    double waitingUnits() {
        double units = UnsignedRange.toDouble(unassigned.size());
        for (Piece piece : retries) {
            units += piece.range().widthAsDouble();
        }
        return units;
    }

    /**
     * Cuts the next part for a slot: what adjoins the slot's last part, so that state kept there
     * serves on; else the start of the widest hole, or its upper half if another worker is already
     * on its way through that hole.
     *
     * @param width the wanted width
     * @param leftover a rest narrower than this is taken along
     */
    UnsignedRange cut(SlotState slot, long width, long leftover) {
        UnsignedRange hole = adjoining(slot);
        if (hole.isEmpty()) {
            hole = unassigned.widest().orElseThrow();
            boolean approached =
                    hole.start() != 0 && leased.rangeHolding(hole.start() - 1).isPresent();
            if (approached && Long.compareUnsigned(hole.width() >>> 1, width) >= 0) {
                hole = new UnsignedRange(hole.start() + (hole.width() >>> 1), hole.end());
            }
        }
        long room = hole.width();
        boolean whole =
                Long.compareUnsigned(room, width) <= 0
                        || Long.compareUnsigned(room - width, leftover) < 0;
        UnsignedRange part = whole ? hole : new UnsignedRange(hole.start(), hole.start() + width);
        unassigned.remove(part);
        leased.add(part);
        return part;
    }

    Piece takeRetry() {
        Piece piece = retries.removeFirst();
        leased.add(piece.range());
        return piece;
    }

    /** Takes a piece back that was in somebody's hands. */
    void giveBack(Piece piece) {
        if (piece.range().isEmpty()) {
            return;
        }
        leased.remove(piece.range());
        if (piece.hasRecord()) {
            retries.addLast(piece);
        } else {
            unassigned.add(piece.range());
        }
    }

    void finish(UnsignedRange range, long runNanos) {
        leased.remove(range);
        finished.add(range);
        tasksFinished++;
        workerNanos += runNanos;
    }

    StageSnapshot snapshot() {
        return new StageSnapshot(shape.extent(), finished.size(), tasksFinished, workerNanos);
    }

    private UnsignedRange adjoining(SlotState slot) {
        if (slot.lastStage != this) {
            return UnsignedRange.EMPTY;
        }
        return unassigned
                .rangeHolding(slot.lastEnd)
                .filter(hole -> hole.start() == slot.lastEnd)
                .orElse(UnsignedRange.EMPTY);
    }
}
