package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.range.UnsignedRange;

/**
 * The rule by which free slots get pieces: the best ready job's next piece to an idle slot, and one
 * more to slots that run tiny tasks. Confined to the loop thread.
 */
final class Assignment {
    private final SchedulerState state;
    private final PartSizer sizer;

    Assignment(SchedulerState state) {
        this.state = state;
        this.sizer = new PartSizer(state.config);
    }

    /** Hands out pieces until no slot or no piece is left. */
    void assign(long nowNanos) {
        while (!state.ready.isEmpty() && !state.idle.isEmpty()) {
            handOut(state.idle.firstEntry().getValue(), nowNanos);
        }
        while (!state.ready.isEmpty() && !state.hungry.isEmpty()) {
            SlotState slot = state.hungry.firstEntry().getValue();
            if (!mayShare(slot)) {
                return;
            }
            handOut(slot, nowNanos);
        }
    }

    /** Whether the next piece may stand behind others in one worker's hands. */
    private boolean mayShare(SlotState slot) {
        StageState next = state.ready.first().orElseThrow().nextStage(slot);
        boolean alone = !next.retries.isEmpty() && next.retries.getFirst().alone();
        return state.isTiny(next) && !alone;
    }

    private void handOut(SlotState slot, long nowNanos) {
        LiveJob job = state.ready.first().orElseThrow();
        StageState stage = job.nextStage(slot);
        Piece piece = nextPiece(job, stage, slot).handedOut();
        AttemptId id = new AttemptId(new TaskId(job.id, piece.task()), piece.attempts());
        long expected = expectedNanos(stage, piece);
        Lease lease = new Lease(id, slot, job, stage, piece, nowNanos, expected);
        slot.inHand.addLast(lease);
        slot.lastStage = stage;
        slot.lastEnd = piece.range().end();
        state.inHand.put(id, lease);
        state.inHandByPriority[job.priority.level()]++;
        job.handedOut(lease);
        if (job.startedNanos < 0) {
            job.startedNanos = nowNanos;
        }
        state.ready.served(job, (double) expected, nowNanos);
        state.jobChanged(job, nowNanos);
        state.slotChanged(slot);
        state.emit(new Command.StartAttempt(id, slot.worker, stage.index, piece.range()));
    }

    /**
     * What a job is charged before its run time is known, at most the target: the mark at which
     * newcomers start follows what is charged and never falls, so a plan that promises a thousand
     * times too much would put all others behind its job once the measured time is known.
     */
    private long expectedNanos(StageState stage, Piece piece) {
        double nanos = piece.range().widthAsDouble() * stage.pace.unitNanos();
        return (long) Math.min(nanos, (double) state.config.targetNanos());
    }

    private Piece nextPiece(LiveJob job, StageState stage, SlotState slot) {
        if (!stage.retries.isEmpty()) {
            return stage.takeRetry();
        }
        long width = sizer.width(stage, job.waitingNanos(stage), state.openSlots);
        UnsignedRange part = stage.cut(slot, width, sizer.leftover(stage));
        return Piece.fresh(part, job.nextTask());
    }
}
