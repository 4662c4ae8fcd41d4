package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.range.UnsignedRange;
import org.jspecify.annotations.Nullable;

/**
 * One attempt between its handing out and its acceptance; in itself its place in one of its job's
 * chains. Confined to the loop thread.
 */
final class Lease extends Chain.Link<Lease> {
    final AttemptId id;
    final SlotState slot;
    final LiveJob job;
    final StageState stage;
    final Piece piece;
    private final UnsignedRange part;
    private final boolean alone;
    final long assignedNanos;
    final long expectedNanos;

    /**
     * Its place among those that will be over so soon that their workers may have the next ones
     * already; null while it is none.
     */
    private Chain.@Nullable Link<Lease> inEnding;

    /** When it became the first in its worker's hands; −1 before. */
    long turnNanos = -1;

    /** When it began, by its worker's word or because the one before it ended; −1 before. */
    long startedNanos = -1;

    /** When it last moved forward, or began. */
    long progressNanos;

    long finishedTo;
    boolean yieldAsked;

    /** When it was noticed that it is about to end. */
    long endingNanos;

    /** Why it was told to stop; null while it may go on. */
    @Nullable StopReason stop;

    /** Its clock, if its job has one for attempts and it is its turn. */
    @Nullable Timer timer;

    /** What was accepted of the part; empty until the attempt ended with a result. */
    UnsignedRange accepted = UnsignedRange.EMPTY;

    long acceptedNanos;

    Lease(
            AttemptId id,
            SlotState slot,
            LiveJob job,
            StageState stage,
            Piece piece,
            long assignedNanos,
            long expectedNanos) {
        this.id = id;
        this.slot = slot;
        this.job = job;
        this.stage = stage;
        this.piece = piece;
        // Looked at in each attempt's life, unlike the rest of the piece's record.
        this.part = piece.range();
        this.alone = piece.alone();
        this.assignedNanos = assignedNanos;
        this.expectedNanos = expectedNanos;
        this.finishedTo = piece.range().start();
    }

    @Override
    Lease item() {
        return this;
    }

    /** Tells it to stop, or rather notes that it is told. */
    void stopFor(StopReason reason) {
        slot.apart += isApart() ? 0 : 1;
        stop = reason;
    }

    /** Puts it among those that are about to end. */
    void nearsItsEnd(Chain<Lease> ending, long nowNanos) {
        Chain.Place<Lease> place = new Chain.Place<>(this);
        ending.addLast(place);
        endingNanos = nowNanos;
        standsAt(place);
    }

    /** Takes it out of those that are about to end; false if it is none of them. */
    boolean goesOn(Chain<Lease> ending) {
        if (inEnding == null) {
            return false;
        }
        ending.take(inEnding);
        standsAt(null);
        return true;
    }

    private void standsAt(Chain.@Nullable Link<Lease> place) {
        slot.apart -= isApart() ? 1 : 0;
        inEnding = place;
        slot.apart += isApart() ? 1 : 0;
    }

    boolean isEnding() {
        return inEnding != null;
    }

    /**
     * Whether no other may stand in its worker's hands beside it: it is neither tiny nor about to
     * end, or it is troubled.
     */
    boolean isApart() {
        return alone || stop != null || !(stage.tiny || isEnding());
    }

    UnsignedRange part() {
        return part;
    }

    boolean canYield() {
        return !yieldAsked && stop == null;
    }

    /**
     * Whether it is worth asking: one that is about to end would leave a splinter of a part, and
     * its worker goes on behind what it has in hand already.
     */
    boolean isWorthAsking() {
        return canYield() && !isEnding();
    }

    /** Whether it was told to stop because one of its clocks ran out. */
    boolean isTimedOut() {
        return stop != null && stop != StopReason.UNWANTED;
    }

    /** The expected run time of what it has finished. */
    double finishedNanos() {
        double units = UnsignedRange.toDouble(finishedTo - part().start());
        return units * stage.shape.unitNanos();
    }

    /** How long the rest of the part will take, by its own pace or, before any, the stage's. */
    double remainingNanos(long nowNanos) {
        UnsignedRange rest = new UnsignedRange(finishedTo, part().end());
        double done = part().widthAsDouble() - rest.widthAsDouble();
        double perUnit = done > 0 ? (nowNanos - beganNanos()) / done : stage.pace.unitNanos();
        return rest.widthAsDouble() * perUnit;
    }

    /** When the worker began, or, before that is known, when it was to begin. */
    long beganNanos() {
        if (startedNanos >= 0) {
            return startedNanos;
        }
        return turnNanos >= 0 ? turnNanos : assignedNanos;
    }
}
