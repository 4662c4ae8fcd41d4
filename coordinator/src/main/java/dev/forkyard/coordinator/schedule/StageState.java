package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.IntervalSet;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left, in hand and done of one stage. Every number of the extent is in exactly one of
 * {@code unassigned}, {@code retries}, {@code due}, {@code waiting}, {@code leased} (in a worker's
 * hands or on the way to the store), {@code finished} and {@code givenUp}. Memory grows with
 * workers and holes, not with tasks. Confined to the loop thread.
 */
final class StageState {
    /** While so many pieces wait, no other is handed out: what fails at once must not pile up. */
    static final int WAITING_MAX = 1000;

    /** A piece that failed, and the timer that makes it work again. */
    record Waiting(Piece piece, Timer timer) {}

    final int index;
    final StageShape shape;
    final IntervalSet unassigned;

    /** Pieces that failed and can be tried again now. */
    final ArrayDeque<Piece> retries = new ArrayDeque<>();

    /** Pieces that waited and are next: else ever new failures would overtake them. */
    final ArrayDeque<Piece> due = new ArrayDeque<>();

    /** Pieces that failed and must wait, by their first number. */
    final Map<Long, Waiting> waiting = new LinkedHashMap<>();

    final LeasedParts leased = new LeasedParts();
    final IntervalSet finished = new IntervalSet();
    final IntervalSet givenUp = new IntervalSet();
    final Pace pace;

    /** Of a stage in order; null of one whose parts are cut anywhere. */
    final @Nullable ReaderRoom room;

    final List<StageState> dependents = new ArrayList<>();
    int openDependencies;
    long tasksFinished;
    long workerNanos;

    /** Whether whole tasks measure so short that handing them out dominates. */
    boolean tiny;

    /** Whether its job counts it among the stages that have work. */
    boolean isListed;

    private double troubledUnits;

    StageState(int index, StageShape shape) {
        this.index = index;
        this.shape = shape;
        this.unassigned = IntervalSet.of(shape.extent());
        this.pace = new Pace(shape.unitNanos());
        this.room = shape.isInOrder() ? new ReaderRoom(shape) : null;
    }

    boolean hasWork() {
        boolean mayFail = waiting.size() < WAITING_MAX;
        boolean fresh = mayFail && (!retries.isEmpty() || canBeCut());
        return openDependencies == 0 && (fresh || !due.isEmpty());
    }

    private boolean canBeCut() {
        return room == null ? !unassigned.isEmpty() : !room.open(unassigned).isEmpty();
    }

    boolean isFinished() {
        return finished.size() + givenUp.size() == shape.extent().width();
    }

    /** How many numbers nobody has in hand. */
    double waitingUnits() {
        return UnsignedRange.toDouble(unassigned.size()) + Math.max(0, troubledUnits);
    }

    /**
     * Cuts the next part for a slot: what adjoins the slot's last part, so that state kept there
     * serves on; else the start of the widest hole, or its upper half if another worker is already
     * on its way through that hole. Of a stage in order the lowest part that has room.
     *
     * @param width the wanted width
     * @param leftover a rest narrower than this is taken along
     */
    UnsignedRange cut(LiveJob job, SlotState slot, long width, long leftover) {
        unassigned.lookAt(slot.unassignedPlace);
        UnsignedRange hole = room == null ? bestHole(job, slot, width) : room.open(unassigned);
        long left = hole.width();
        boolean whole =
                Long.compareUnsigned(left, width) <= 0
                        || Long.compareUnsigned(left - width, leftover) < 0;
        UnsignedRange part = whole ? hole : new UnsignedRange(hole.start(), hole.start() + width);
        unassigned.remove(part);
        slot.unassignedPlace = unassigned.place();
        leased.add(part);
        return part;
    }

    /** The failed piece that is next, null if a new one can be cut. */
    @Nullable Piece nextRetry() {
        return due.isEmpty() ? retries.peekFirst() : due.peekFirst();
    }

    Piece takeRetry() {
        Piece piece = due.isEmpty() ? retries.removeFirst() : due.removeFirst();
        troubledUnits -= piece.range().widthAsDouble();
        leased.add(piece.range());
        return piece;
    }

    /**
     * Takes a piece back that was in somebody's hands. Halves are tried before all others, so that
     * few are open at once however much fails.
     */
    void giveBack(Piece piece) {
        if (piece.range().isEmpty()) {
            return;
        }
        leased.remove(piece.range());
        if (piece.hasRecord()) {
            if (piece.half()) {
                retries.addFirst(piece);
            } else {
                retries.addLast(piece);
            }
            troubledUnits += piece.range().widthAsDouble();
        } else {
            unassigned.add(piece.range());
        }
    }

    /** Takes a piece back that must wait. */
    void letWait(Waiting held) {
        leased.remove(held.piece().range());
        waiting.put(held.piece().range().start(), held);
        troubledUnits += held.piece().range().widthAsDouble();
    }

    /** Makes a waiting piece one to be tried again. */
    void waitedEnough(Piece piece) {
        waiting.remove(piece.range().start());
        due.addLast(piece);
    }

    void giveUp(UnsignedRange range) {
        leased.remove(range);
        givenUp.add(range);
    }

    /** Whether a piece is wide enough to be cut in two. */
    boolean isDivisible(UnsignedRange range) {
        return Long.compareUnsigned(range.width(), shape.smallestPart()) > 0;
    }

    /** Notes what a slot finished. */
    void finish(UnsignedRange range, SlotState slot, long runNanos) {
        leased.remove(range);
        finished.lookAt(slot.finishedPlace);
        finished.add(range);
        slot.finishedPlace = finished.place();
        tasksFinished++;
        workerNanos += runNanos;
    }

    /** Its reader took all numbers below one; false if that is no news or nobody reads it. */
    boolean taken(long to) {
        return room != null && room.taken(to);
    }

    StageSnapshot snapshot() {
        return new StageSnapshot(
                shape.extent(), finished.size(), givenUp.size(), tasksFinished, workerNanos);
    }

    private UnsignedRange bestHole(LiveJob job, SlotState slot, long width) {
        UnsignedRange hole = adjoining(job, slot);
        if (hole.isEmpty()) {
            hole = unassigned.widest().orElseThrow();
            boolean approached = leased.endsAt(hole.start());
            if (approached && Long.compareUnsigned(hole.width() >>> 1, width) >= 0) {
                hole = new UnsignedRange(hole.start() + (hole.width() >>> 1), hole.end());
            }
        }
        return hole;
    }

    private UnsignedRange adjoining(LiveJob job, SlotState slot) {
        if (slot.lastStageOf(job) != index) {
            return UnsignedRange.EMPTY;
        }
        return unassigned
                .rangeHolding(slot.lastEnd())
                .filter(hole -> hole.start() == slot.lastEnd())
                .orElse(UnsignedRange.EMPTY);
    }
}
