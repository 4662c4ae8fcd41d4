package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.range.UnsignedRange;
import java.util.Map;

/**
 * The rule by which free slots get pieces: the best ready job's next piece to an idle slot, and one
 * more to slots that run tiny tasks or are about to be free. Confined to the loop thread.
 */
final class Assignment {
    /**
     * So many slots are asked in vain, each for the stage that it was at last, after each event.
     */
    private static final int REFUSED_MAX = 16;

    private final SchedulerState state;
    private final PartSizer sizer;
    private final ClockRules clocks;

    Assignment(SchedulerState state, ClockRules clocks) {
        this.state = state;
        this.clocks = clocks;
        this.sizer = new PartSizer(state.config);
    }

    /** Hands out pieces until no slot or no piece is left. */
    void assign(long nowNanos) {
        while (!state.ready.isEmpty() && !state.idle.isEmpty()) {
            handOut(state.idle.firstEntry().getValue(), nowNanos);
        }
        int refused = 0;
        Map.Entry<WorkerId, SlotState> next = state.hungry.firstEntry();
        while (!state.ready.isEmpty() && next != null && refused < REFUSED_MAX) {
            SlotState slot = next.getValue();
            if (mayShare(slot)) {
                handOut(slot, nowNanos);
                refused = 0;
            } else {
                refused++;
            }
            // One to each in turn, so that all windows are equally full.
            next = state.hungry.higherEntry(slot.worker);
            if (next == null && refused < state.hungry.size()) {
                next = state.hungry.firstEntry();
            }
        }
    }

    /**
     * Whether the next piece may stand behind others in one worker's hands: a tiny one behind all,
     * any other behind one that is about to end.
     */
    private boolean mayShare(SlotState slot) {
        StageState next = state.ready.first().orElseThrow().nextStage(slot);
        Piece retry = next.nextRetry();
        boolean alone = retry != null && retry.alone();
        return !alone && (next.tiny || slot.isEnding());
    }

    private void handOut(SlotState slot, long nowNanos) {
        LiveJob job = state.ready.first().orElseThrow();
        StageState stage = job.nextStage(slot);
        Piece piece = nextPiece(job, stage, slot);
        AttemptId id = new AttemptId(new TaskId(job.id, piece.task()), piece.attempts());
        long expected = expectedNanos(stage, piece);
        Lease lease = new Lease(id, slot, job, stage, piece, nowNanos, expected);
        slot.handedOut(lease);
        state.inHand.add(lease);
        if (slot.tasksLeft == 0) {
            state.close(slot);
        }
        if (slot.attempts() == 1) {
            clocks.expected(lease, nowNanos);
        }
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
        if (stage.nextRetry() != null) {
            return stage.takeRetry().handedOut();
        }
        long width = sizer.width(job, stage, state.openSlots, state.jobs.size() == 1);
        long leftover = sizer.leftover(job, stage, width);
        UnsignedRange part = stage.cut(job, slot, width, leftover);
        return Piece.fresh(part, job.nextTask());
    }
}
