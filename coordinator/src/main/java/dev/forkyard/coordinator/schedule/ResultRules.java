package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.range.UnsignedRange;

/**
 * The rules of what becomes of a result: accepted, in part or as a whole, or discarded. Confined to
 * the loop thread.
 */
final class ResultRules {
    private final SchedulerState state;
    private final JobRules jobs;
    private final FailureRules failures;
    private final PaceRules paces;

    ResultRules(SchedulerState state, JobRules jobs, FailureRules failures, PaceRules paces) {
        this.state = state;
        this.jobs = jobs;
        this.failures = failures;
        this.paces = paces;
    }

    /** An attempt, which nobody has in hand any more, ended with a result. */
    void succeeded(Lease lease, AttemptOutcome.Succeeded outcome, long nowNanos) {
        UnsignedRange part = lease.part();
        long finishedTo = outcome.finishedTo();
        if (Long.compareUnsigned(finishedTo, part.start()) < 0
                || Long.compareUnsigned(finishedTo, part.end()) > 0) {
            state.emit(new Command.DiscardResult(lease.id));
            String message =
                    "result of %s ends at %s, outside of its part %s"
                            .formatted(lease.id, Long.toUnsignedString(finishedTo), part);
            failures.attemptThrew(lease, Failure.of(ErrorReason.INTERNAL, message), nowNanos);
            return;
        }
        boolean nothing = finishedTo == part.start();
        if (lease.job.isStopping() || nothing) {
            state.emit(new Command.DiscardResult(lease.id));
            if (nothing && lease.isTimedOut()) {
                failures.timedOut(lease, lease.piece, "", nowNanos);
            } else {
                giveBack(lease, lease.piece);
            }
            return;
        }
        boolean whole = finishedTo == part.end();
        UnsignedRange prefix = whole ? part : new UnsignedRange(part.start(), finishedTo);
        accept(lease, prefix, outcome.runNanos(), nowNanos);
    }

    private void accept(Lease lease, UnsignedRange prefix, long runNanos, long nowNanos) {
        lease.accepted = prefix;
        lease.acceptedNanos = Math.max(0, runNanos);
        lease.job.accepting.addLast(lease);
        state.accepting.add(lease);
        state.emit(new Command.AcceptResult(lease.id, lease.stage.index, prefix));
        lease.stage.pace.measured(prefix, runNanos);
        lease.job.typePace.measured(prefix, runNanos);
        paces.changed(lease.job, lease.stage);
        if (prefix.end() != lease.part().end()) {
            returnRest(lease, prefix.end(), nowNanos);
        }
    }

    /** After the prefix, since a rest that is given up can be the end of its job. */
    private void returnRest(Lease lease, long start, long nowNanos) {
        boolean anew = !lease.piece.hasRecord() && !lease.isTimedOut();
        Piece rest = lease.piece.restFrom(start, anew ? 0 : lease.job.nextTask());
        if (lease.isTimedOut()) {
            failures.timedOut(lease, rest, "", nowNanos);
        } else {
            giveBack(lease, rest);
            lease.slot.returnedRest(lease, start);
        }
    }

    void recorded(Event.AcceptRecorded event) {
        Lease lease = state.accepting.remove(event.attempt());
        if (lease == null) {
            state.ignored++;
            return;
        }
        LiveJob job = lease.job;
        job.accepting.take(lease);
        job.accepted(lease, lease.acceptedNanos);
        state.jobChanged(job, event.atNanos());
        jobs.gatherIfFinished(job, event.atNanos());
        jobs.endIfQuiet(job, event.atNanos());
    }

    /** A reader made room for more of its stage. */
    void taken(Event.ResultsTaken event) {
        LiveJob job = state.jobs.get(event.job());
        if (job != null && job.taken(event.stage(), event.takenTo())) {
            state.jobChanged(job, event.atNanos());
        } else {
            state.ignored++;
        }
    }

    private static void giveBack(Lease lease, Piece piece) {
        lease.job.giveBack(lease.stage, piece);
    }
}
