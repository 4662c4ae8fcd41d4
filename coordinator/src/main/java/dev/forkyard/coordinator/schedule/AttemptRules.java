package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;

/** The rules of an attempt's life, from its start to its end. Confined to the loop thread. */
final class AttemptRules {
    private final SchedulerState state;
    private final JobRules jobs;
    private final ClockRules clocks;
    private final FailureRules failures;
    private final ResultRules results;

    AttemptRules(
            SchedulerState state,
            JobRules jobs,
            ClockRules clocks,
            FailureRules failures,
            ResultRules results) {
        this.state = state;
        this.jobs = jobs;
        this.clocks = clocks;
        this.failures = failures;
        this.results = results;
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
            lease.job.progress.moved(lease, event.finishedTo());
            lease.progressNanos = event.atNanos();
            state.noteChanged(lease.job);
            nearEnd(lease, event.atNanos());
        }
    }

    /** Where an attempt is about to end, its worker may get the next one before it asks. */
    private void nearEnd(Lease lease, long nowNanos) {
        if (!lease.isEnding() && lease.remainingNanos(nowNanos) < state.config.endingNanos()) {
            state.nearsItsEnd(lease, nowNanos);
        }
    }

    void ended(Event.AttemptEnded event) {
        Lease lease = state.inHand.remove(event.attempt());
        if (lease == null) {
            ignoreLate(event.attempt());
            return;
        }
        state.noLongerEnding(lease);
        release(lease, event);
        AttemptOutcome outcome = event.outcome();
        if (outcome instanceof AttemptOutcome.Succeeded succeeded) {
            results.succeeded(lease, succeeded, event.atNanos());
        } else if (outcome instanceof AttemptOutcome.Threw threw) {
            failures.attemptThrew(lease, threw.failure(), event.atNanos());
        } else if (outcome instanceof AttemptOutcome.WorkerEnded died) {
            failures.workerEnded(lease, died, event.atNanos());
        } else if (outcome instanceof AttemptOutcome.Cancelled && lease.isTimedOut()) {
            failures.timedOut(lease, lease.piece, "", event.atNanos());
        } else if (outcome instanceof AttemptOutcome.Cancelled && lease.stop == null) {
            failures.attemptThrew(lease, cancelledByItself(lease), event.atNanos());
        } else {
            lease.job.giveBack(lease.stage, lease.piece);
        }
        state.jobChanged(lease.job, event.atNanos());
        jobs.gatherIfFinished(lease.job, event.atNanos());
        jobs.endIfQuiet(lease.job, event.atNanos());
    }

    /** Nobody asked for it, so it is charged: else its piece would be tried for ever. */
    private static Failure cancelledByItself(Lease lease) {
        String message = "attempt " + lease.id + " stopped as cancelled, and nobody cancelled it";
        return Failure.of(ErrorReason.TASK_THREW, message);
    }

    private void release(Lease lease, Event.AttemptEnded event) {
        SlotState slot = lease.slot;
        boolean died = event.outcome() instanceof AttemptOutcome.WorkerEnded;
        boolean refused = event.outcome() instanceof AttemptOutcome.NotStarted;
        if (died) {
            slot.diedWithSeveral |= slot.attempts() > 1;
            slot.retired = true;
            slot.died = true;
        }
        if (died || refused) {
            state.close(slot);
        }
        boolean first = slot.first() == lease;
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
        Lease next = slot.first();
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

    private void ignoreLate(AttemptId attempt) {
        state.ignored++;
        if (!state.accepting.containsKey(attempt)) {
            state.emit(new Command.DiscardResult(attempt));
        }
    }
}
