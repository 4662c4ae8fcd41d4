package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.range.UnsignedRange;

/** One attempt between its handing out and its acceptance. Confined to the loop thread. */
final class Lease {
    final AttemptId id;
    final SlotState slot;
    final LiveJob job;
    final StageState stage;
    final Piece piece;
    final long assignedNanos;
    final long expectedNanos;
    long startedNanos = -1;
    long finishedTo;
    boolean yieldAsked;
    boolean cancelAsked;

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
        this.assignedNanos = assignedNanos;
        this.expectedNanos = expectedNanos;
        this.finishedTo = piece.range().start();
    }

    UnsignedRange part() {
        return piece.range();
    }

    /** How long the rest of the part will take, by its own pace or, before any, the stage's. */
    double remainingNanos(long nowNanos) {
        UnsignedRange rest = new UnsignedRange(finishedTo, part().end());
        double done = part().widthAsDouble() - rest.widthAsDouble();
        double perUnit = done > 0 ? (nowNanos - beganNanos()) / done : stage.pace.unitNanos();
        return rest.widthAsDouble() * perUnit;
    }

    /** When the worker began, or, before that is known, when the attempt was handed out. */
    long beganNanos() {
        return startedNanos < 0 ? assignedNanos : startedNanos;
    }
}
