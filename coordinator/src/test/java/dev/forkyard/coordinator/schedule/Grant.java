package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import org.jspecify.annotations.Nullable;

/** An attempt in a worker's hands as outsiders know it. Confined to one thread. */
final class Grant {
    private static final long BEGUN_LATEST_NANOS = 5_000_000_000L;

    final AttemptId id;
    final Account account;
    final int stage;
    final PieceHistory piece;
    final SlotBook.Slot slot;
    long turnNanos = -1;
    long beganNanos = -1;
    long progressNanos;
    long finishedTo;
    boolean asked;
    @Nullable StopReason told;
    UnsignedRange accepted = UnsignedRange.EMPTY;

    Grant(AttemptId id, Account account, int stage, PieceHistory piece, SlotBook.Slot slot) {
        this.id = id;
        this.account = account;
        this.stage = stage;
        this.piece = piece;
        this.slot = slot;
        this.finishedTo = piece.range().start();
    }

    boolean isTimedOut() {
        return told == StopReason.ATTEMPT_TIMEOUT || told == StopReason.STALLED;
    }

    void begun(long atNanos) {
        if (beganNanos < 0) {
            beganNanos = atNanos;
            progressNanos = atNanos;
            account.queueing = false;
        }
    }

    void progressed(long to, long atNanos) {
        begun(turnNanos < 0 ? atNanos : turnNanos);
        boolean forward = Long.compareUnsigned(to, finishedTo) > 0;
        if (forward && Long.compareUnsigned(to, piece.range().end()) <= 0) {
            finishedTo = to;
            progressNanos = atNanos;
        }
    }

    /** When its clocks start although nobody said that it began. */
    long begunLatestNanos() {
        boolean waits = isTimed() && told == null && turnNanos >= 0 && beganNanos < 0;
        return waits ? turnNanos + BEGUN_LATEST_NANOS : Long.MAX_VALUE;
    }

    /** The clock that has run out, if it runs and one has. */
    @Nullable StopReason due(long nowNanos) {
        if (told != null || beganNanos < 0) {
            return null;
        }
        if (isOver(beganNanos, policy().attemptTimeoutNanos(), nowNanos)) {
            return StopReason.ATTEMPT_TIMEOUT;
        }
        boolean stalled = isOver(progressNanos, policy().progressTimeoutNanos(), nowNanos);
        return stalled ? StopReason.STALLED : null;
    }

    Command.CancelAttempt cancel(StopReason reason) {
        return new Command.CancelAttempt(id, reason, policy().killGraceNanos());
    }

    private ExecutionPolicy policy() {
        return account.policy;
    }

    private boolean isTimed() {
        return policy().attemptTimeoutNanos() != ExecutionPolicy.NEVER
                || policy().progressTimeoutNanos() != ExecutionPolicy.NEVER;
    }

    private static boolean isOver(long sinceNanos, long limitNanos, long nowNanos) {
        return limitNanos != ExecutionPolicy.NEVER && nowNanos - sinceNanos >= limitNanos;
    }
}
