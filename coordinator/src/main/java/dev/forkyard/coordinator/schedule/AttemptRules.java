package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rules of an attempt's life, from its start to its acceptance. Confined to the loop thread.
 */
final class AttemptRules {
    private final SchedulerState state;
    private final JobRules jobs;

    AttemptRules(SchedulerState state, JobRules jobs) {
        this.state = state;
        this.jobs = jobs;
    }

    void started(Event.AttemptStarted event) {
        Lease lease = state.inHand.get(event.attempt());
        if (lease == null) {
            state.ignored++;
        } else if (lease.startedNanos < 0) {
            lease.startedNanos = event.atNanos();
        }
    }

    void progressed(Event.AttemptProgressed event) {
        Lease lease = state.inHand.get(event.attempt());
        if (lease == null) {
            state.ignored++;
            return;
        }
        boolean forward = Long.compareUnsigned(event.finishedTo(), lease.finishedTo) > 0;
        boolean within = Long.compareUnsigned(event.finishedTo(), lease.part().end()) <= 0;
        if (forward && within) {
            lease.finishedTo = event.finishedTo();
            lease.job.changed();
            state.changed.add(lease.job.id);
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
            workerEnded(lease, died, event.atNanos());
        } else {
            giveBack(lease, lease.piece);
        }
        state.jobChanged(lease.job, event.atNanos());
        jobs.endIfQuiet(lease.job, event.atNanos());
    }

    void recorded(Event.AcceptRecorded event) {
        Lease lease = state.accepting.remove(event.attempt());
        if (lease == null) {
            state.ignored++;
            return;
        }
        LiveJob job = lease.job;
        job.accepting.remove(lease.id);
        job.accepted(lease, lease.acceptedNanos);
        state.jobChanged(job, event.atNanos());
        jobs.gatherIfFinished(job);
        jobs.endIfQuiet(job, event.atNanos());
    }

    private void release(Lease lease, Event.AttemptEnded event) {
        SlotState slot = lease.slot;
        if (event.outcome() instanceof AttemptOutcome.WorkerEnded) {
            slot.diedWithSeveral |= slot.inHand.size() > 1;
            state.close(slot);
        }
        slot.inHand.remove(lease);
        lease.job.inHand.remove(lease.id);
        state.inHandByPriority[lease.job.priority.level()]--;
        if (lease.yieldAsked) {
            state.yieldsUnderWay--;
        }
        long spent = event.atNanos() - lease.assignedNanos;
        if (event.outcome() instanceof AttemptOutcome.Succeeded succeeded) {
            spent = succeeded.runNanos();
        }
        lease.job.servedNanos += (double) (spent - lease.expectedNanos);
        state.slotChanged(slot);
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
        if (lease.job.isStopping() || finishedTo == part.start()) {
            state.emit(new Command.DiscardResult(lease.id));
            giveBack(lease, lease.piece);
            return;
        }
        accept(lease, new UnsignedRange(part.start(), finishedTo), outcome.runNanos());
    }

    private void accept(Lease lease, UnsignedRange prefix, long runNanos) {
        if (prefix.end() != lease.part().end()) {
            long task = lease.piece.hasRecord() ? lease.job.nextTask() : 0;
            Piece rest = lease.piece.restFrom(prefix.end(), task);
            lease.job.giveBack(lease.stage, rest);
            lease.slot.returnedRest(lease, prefix.end());
        }
        lease.accepted = prefix;
        lease.acceptedNanos = Math.max(0, runNanos);
        lease.stage.pace.measured(prefix, runNanos);
        lease.job.accepting.put(lease.id, lease);
        state.accepting.put(lease.id, lease);
        state.emit(new Command.AcceptResult(lease.id, lease.stage.index, prefix));
    }

    private void threw(Lease lease, Failure failure, long nowNanos) {
        Piece piece = lease.piece.afterException();
        int limit = lease.job.policy.attemptsMax();
        retryOrFail(lease, piece, piece.threw() >= limit, failure, nowNanos);
    }

    private void workerEnded(Lease lease, AttemptOutcome.WorkerEnded outcome, long nowNanos) {
        boolean several = lease.slot.diedWithSeveral;
        boolean charged = outcome.cause().charged() && !several;
        Piece piece = charged ? lease.piece.afterDeath() : lease.piece.afterLoss(several);
        ExecutionPolicy limits = lease.job.policy;
        boolean exhausted =
                piece.deaths() >= limits.workerDeathsMax()
                        || piece.losses() >= limits.workerLossesMax();
        retryOrFail(lease, piece, exhausted, outcome.failure(), nowNanos);
    }

    private void retryOrFail(
            Lease lease, Piece piece, boolean exhausted, Failure failure, long nowNanos) {
        lease.job.attemptLost();
        giveBack(lease, piece);
        if (exhausted) {
            jobs.stop(lease.job, JobState.FAILED, located(lease, failure), nowNanos);
        }
    }

    private static void giveBack(Lease lease, Piece piece) {
        lease.job.giveBack(lease.stage, piece);
    }

    private static Failure located(Lease lease, Failure failure) {
        Map<String, String> details = new LinkedHashMap<>(failure.details());
        details.put("job_id", lease.job.id.value());
        details.put("task", Long.toString(lease.id.task().number()));
        details.put("attempt", Integer.toString(lease.id.number()));
        details.put("part", lease.part().toString());
        return new Failure(failure.reason(), failure.message(), details, failure.stack());
    }

    private void ignoreLate(AttemptId attempt) {
        state.ignored++;
        if (!state.accepting.containsKey(attempt)) {
            state.emit(new Command.DiscardResult(attempt));
        }
    }
}
