package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.range.UnsignedRange;

/**
 * The rules of an attempt's life, from its start to its acceptance. Confined to the loop thread.
 */
final class AttemptRules {
    private final SchedulerState state;
    private final JobRules jobs;
    private final ClockRules clocks;
    private final FailureRules failures;

    AttemptRules(SchedulerState state, JobRules jobs, ClockRules clocks, FailureRules failures) {
        this.state = state;
        this.jobs = jobs;
        this.clocks = clocks;
        this.failures = failures;
    }

    void started(Event.AttemptStarted event) {
        Lease lease = state.inHand.get(event.attempt());
        if (lease == null) {
            state.ignored++;
        } else {
            clocks.begun(lease, event.atNanos());
        }
    }

    void progressed(Event.AttemptProgressed event) {
        Lease lease = state.inHand.get(event.attempt());
        if (lease == null) {
            state.ignored++;
            return;
        }
        // If its first word was lost, it began when it was to begin.
        clocks.begun(lease, lease.turnNanos < 0 ? event.atNanos() : lease.turnNanos);
        boolean forward = Long.compareUnsigned(event.finishedTo(), lease.finishedTo) > 0;
        boolean within = Long.compareUnsigned(event.finishedTo(), lease.part().end()) <= 0;
        if (forward && within) {
            lease.job.progressed(lease, event.finishedTo());
            lease.progressNanos = event.atNanos();
            state.noteChanged(lease.job);
        }
    }

    void ended(Event.AttemptEnded event) {
        Lease lease = state.inHand.remove(event.attempt());
        if (lease == null) {
            ignoreLate(event.attempt());
            return;
        }
        release(lease, event);
        AttemptOutcome outcome = event.outcome();
        if (outcome instanceof AttemptOutcome.Succeeded succeeded) {
            succeeded(lease, succeeded, event.atNanos());
        } else if (outcome instanceof AttemptOutcome.Threw threw) {
            threw(lease, threw.failure(), event.atNanos());
        } else if (outcome instanceof AttemptOutcome.WorkerEnded died) {
            failures.workerEnded(lease, died, event.atNanos());
        } else if (outcome instanceof AttemptOutcome.Cancelled && lease.isTimedOut()) {
            failures.timedOut(lease, lease.piece, "", event.atNanos());
        } else {
            giveBack(lease, lease.piece);
        }
        state.jobChanged(lease.job, event.atNanos());
        jobs.gatherIfFinished(lease.job, event.atNanos());
        jobs.endIfQuiet(lease.job, event.atNanos());
    }

    void recorded(Event.AcceptRecorded event) {
        Lease lease = state.accepting.remove(event.attempt());
        if (lease == null) {
            state.ignored++;
            return;
        }
        LiveJob job = lease.job;
        job.accepting.take(lease.inJob);
        job.accepted(lease, lease.acceptedNanos);
        state.jobChanged(job, event.atNanos());
        jobs.gatherIfFinished(job, event.atNanos());
        jobs.endIfQuiet(job, event.atNanos());
    }

    private void release(Lease lease, Event.AttemptEnded event) {
        SlotState slot = lease.slot;
        boolean died = event.outcome() instanceof AttemptOutcome.WorkerEnded;
        boolean refused = event.outcome() instanceof AttemptOutcome.NotStarted;
        if (died) {
            slot.diedWithSeveral |= slot.inHand.size() > 1;
            slot.retired = true;
            slot.died = true;
        }
        if (died || refused) {
            state.close(slot);
        }
        boolean first = slot.inHand.peekFirst() == lease;
        slot.takenBack(lease);
        lease.job.takenBack(lease);
        if (lease.yieldAsked) {
            state.yieldsUnderWay--;
        }
        state.timers.cancel(lease.timer);
        if (!refused && !(event.outcome() instanceof AttemptOutcome.Cancelled)) {
            state.timers.cancel(lease.job.queueTimer);
        }
        boolean byItself =
                event.outcome() instanceof AttemptOutcome.Succeeded
                        || event.outcome() instanceof AttemptOutcome.Threw;
        if (lease.isTimedOut() && byItself && !slot.died) {
            // It may have ended before its worker heard of the stop, and then nobody retires it.
            state.reopen(slot);
        }
        Lease next = slot.inHand.peekFirst();
        if (first && next != null && !died) {
            turnTo(next, refused, event.atNanos());
        }
        charge(lease, event);
        state.slotChanged(slot);
    }

    /** A worker executes in order: where one ends the next begins, unless the one never did. */
    private void turnTo(Lease next, boolean refused, long nowNanos) {
        if (refused) {
            clocks.expected(next, nowNanos);
        } else {
            clocks.begun(next, nowNanos);
        }
    }

    private static void charge(Lease lease, Event.AttemptEnded event) {
        long spent = event.atNanos() - lease.assignedNanos;
        if (event.outcome() instanceof AttemptOutcome.Succeeded succeeded) {
            spent = succeeded.runNanos();
        }
        lease.job.servedNanos += (double) (spent - lease.expectedNanos);
    }

    private void succeeded(Lease lease, AttemptOutcome.Succeeded outcome, long nowNanos) {
        UnsignedRange part = lease.part();
        long finishedTo = outcome.finishedTo();
        if (Long.compareUnsigned(finishedTo, part.start()) < 0
                || Long.compareUnsigned(finishedTo, part.end()) > 0) {
            state.emit(new Command.DiscardResult(lease.id));
            String message =
                    "result of %s ends at %s, outside of its part %s"
                            .formatted(lease.id, Long.toUnsignedString(finishedTo), part);
            threw(lease, Failure.of(ErrorReason.INTERNAL, message), nowNanos);
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
        accept(lease, new UnsignedRange(part.start(), finishedTo), outcome.runNanos(), nowNanos);
    }

    private void accept(Lease lease, UnsignedRange prefix, long runNanos, long nowNanos) {
        lease.accepted = prefix;
        lease.acceptedNanos = Math.max(0, runNanos);
        lease.job.accepting.addLast(lease.inJob);
        state.accepting.add(lease);
        state.emit(new Command.AcceptResult(lease.id, lease.stage.index, prefix));
        lease.stage.pace.measured(prefix, runNanos);
        lease.job.typePace.measured(prefix, runNanos);
        state.paceChanged(lease.job, lease.stage);
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

    private void threw(Lease lease, Failure failure, long nowNanos) {
        if (lease.isTimedOut()) {
            failures.timedOut(lease, lease.piece, failure.stack(), nowNanos);
        } else {
            failures.threw(lease, failure, nowNanos);
        }
    }

    private static void giveBack(Lease lease, Piece piece) {
        lease.job.giveBack(lease.stage, piece);
    }

    private void ignoreLate(AttemptId attempt) {
        state.ignored++;
        if (!state.accepting.containsKey(attempt)) {
            state.emit(new Command.DiscardResult(attempt));
        }
    }
}
