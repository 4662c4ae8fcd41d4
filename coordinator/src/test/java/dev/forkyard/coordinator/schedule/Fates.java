package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.util.Set;

/**
 * What must become of an attempt's part, by what the policy promises: a death is charged only to
 * the one attempt that can have caused it, a charged piece is cut in two, a smallest one is given
 * up when its budget is spent and not before. Confined to one thread.
 */
final class Fates {
    private static final long WAIT_FIRST_NANOS = 100_000_000;
    private static final long WAIT_MOST_NANOS = 10_000_000_000L;

    /** What a task cannot have caused: said here anew, so that a mistake there is found. */
    private static final Set<DeathCause> INNOCENT =
            Set.of(DeathCause.WORKER_LOST, DeathCause.FROZEN);

    private final Books books;

    Fates(Books books) {
        this.books = books;
    }

    void ended(Grant grant, AttemptOutcome outcome) {
        if (outcome instanceof AttemptOutcome.Succeeded succeeded) {
            succeeded(grant, succeeded.finishedTo());
        } else if (outcome instanceof AttemptOutcome.Threw threw) {
            threw(grant, threw.failure().reason());
        } else if (outcome instanceof AttemptOutcome.WorkerEnded died) {
            died(grant, died.cause());
        } else if (outcome instanceof AttemptOutcome.Cancelled && grant.isTimedOut()) {
            timedOut(grant, grant.piece);
        } else if (outcome instanceof AttemptOutcome.Cancelled && grant.told == null) {
            threw(grant, ErrorReason.TASK_THREW);
        } else {
            stage(grant).takeBack(grant.piece);
        }
    }

    private void succeeded(Grant grant, long finishedTo) {
        UnsignedRange part = grant.piece.range();
        boolean outside =
                Long.compareUnsigned(finishedTo, part.start()) < 0
                        || Long.compareUnsigned(finishedTo, part.end()) > 0;
        boolean nothing = finishedTo == part.start();
        if (outside || nothing || !grant.account.isWanted()) {
            books.owed.add(new Command.DiscardResult(grant.id));
            if (outside) {
                threw(grant, ErrorReason.INTERNAL);
            } else if (nothing && grant.isTimedOut()) {
                timedOut(grant, grant.piece);
            } else {
                stage(grant).takeBack(grant.piece);
            }
            return;
        }
        accepted(grant, new UnsignedRange(part.start(), finishedTo));
        UnsignedRange rest = new UnsignedRange(finishedTo, part.end());
        if (!rest.isEmpty() && grant.isTimedOut()) {
            timedOut(grant, grant.piece.of(rest));
        } else {
            stage(grant).takeBack(grant.piece.of(rest));
        }
    }

    private void accepted(Grant grant, UnsignedRange prefix) {
        grant.accepted = prefix;
        books.accepting.put(grant.id, grant);
        grant.account.accepting.put(grant.id, grant);
        books.owed.add(new Command.AcceptResult(grant.id, grant.stage, prefix));
    }

    private void threw(Grant grant, ErrorReason reason) {
        if (grant.isTimedOut()) {
            timedOut(grant, grant.piece);
        } else {
            charge(grant, AttemptFailure.Kind.THREW, grant.piece.thrown(), reason);
        }
    }

    private void timedOut(Grant grant, PieceHistory rest) {
        boolean tooLong = grant.told == StopReason.ATTEMPT_TIMEOUT;
        boolean single = grant.account.policy.attemptsMax() == 1;
        ErrorReason own = tooLong ? ErrorReason.ATTEMPT_TIMEOUT : ErrorReason.STALLED;
        charge(
                grant,
                tooLong ? AttemptFailure.Kind.ATTEMPT_TIMEOUT : AttemptFailure.Kind.STALLED,
                rest.killed(grant.slot.worker, false),
                single ? own : ErrorReason.TASK_QUARANTINED);
    }

    private void died(Grant grant, DeathCause cause) {
        boolean crowded = grant.slot.crowded;
        boolean frozen = cause == DeathCause.FROZEN;
        if (cause == DeathCause.STOPPED) {
            killedForStop(grant);
        } else if (!crowded && (!INNOCENT.contains(cause) || (frozen && grant.piece.frozen()))) {
            boolean memory = cause == DeathCause.HEAP_OOM || cause == DeathCause.MEMORY_LIMIT;
            PieceHistory piece = grant.piece.killed(grant.slot.worker, memory);
            charge(grant, kind(cause, true), piece, reason(grant, cause));
        } else {
            lost(grant, kind(cause, false), grant.piece.lost(crowded, frozen && !crowded));
        }
    }

    /** Our own kill is for the attempt that was told to stop; whatever else died is no loss. */
    private void killedForStop(Grant grant) {
        if (grant.isTimedOut()) {
            timedOut(grant, grant.piece);
            return;
        }
        boolean told = grant.told != null;
        AttemptFailure.Kind kind =
                told ? AttemptFailure.Kind.CANCELLED : AttemptFailure.Kind.WORKER_LOST;
        note(grant, grant.piece, kind, AttemptFailure.Verdict.RETRIED);
        stage(grant).takeBack(grant.piece);
    }

    private void charge(
            Grant grant, AttemptFailure.Kind kind, PieceHistory piece, ErrorReason reason) {
        ExecutionPolicy policy = grant.account.policy;
        boolean single = policy.attemptsMax() == 1;
        if (!grant.account.isWanted()) {
            note(grant, piece, kind, AttemptFailure.Verdict.DROPPED);
        } else if (!single && stage(grant).isDivisible(piece.range())) {
            note(grant, piece, kind, AttemptFailure.Verdict.BISECTED);
            bisect(stage(grant), piece);
        } else if (single || piece.isSpent(policy)) {
            boolean threw = kind == AttemptFailure.Kind.THREW;
            AttemptFailure.Verdict verdict =
                    threw ? AttemptFailure.Verdict.GIVEN_UP : AttemptFailure.Verdict.QUARANTINED;
            giveUp(grant, piece, kind, verdict, reason);
        } else {
            note(grant, piece, kind, AttemptFailure.Verdict.RETRIED);
            boolean threw = kind == AttemptFailure.Kind.THREW;
            owe(stage(grant), piece, threw ? piece.threw() : 0);
        }
    }

    private void lost(Grant grant, AttemptFailure.Kind kind, PieceHistory piece) {
        if (!grant.account.isWanted()) {
            note(grant, piece, kind, AttemptFailure.Verdict.DROPPED);
        } else if (piece.losses() >= grant.account.policy.workerLossesMax()) {
            AttemptFailure.Verdict verdict = AttemptFailure.Verdict.GIVEN_UP;
            giveUp(grant, piece, kind, verdict, ErrorReason.WORKER_LOST);
        } else {
            note(grant, piece, kind, AttemptFailure.Verdict.RETRIED);
            owe(stage(grant), piece, Math.max(0, piece.losses() - 2));
        }
    }

    private void bisect(StageAccount stage, PieceHistory piece) {
        UnsignedRange range = piece.range();
        long smallest = stage.shape.smallestPart();
        long half = range.width() >>> 1;
        long cut = range.start() + (Long.compareUnsigned(half, smallest) < 0 ? smallest : half);
        stage.takeBack(piece.half(new UnsignedRange(range.start(), cut)));
        stage.takeBack(piece.half(new UnsignedRange(cut, range.end())));
    }

    /** The nth wait is twice as long as the one before, a quarter more or less. */
    private void owe(StageAccount stage, PieceHistory piece, int nth) {
        if (nth == 0) {
            stage.takeBack(piece);
            return;
        }
        long nanos = Math.min(WAIT_MOST_NANOS, WAIT_FIRST_NANOS << Math.min(nth - 1, 20));
        long now = books.nowNanos;
        stage.owe(piece, now + nanos - nanos / 4, now + nanos + nanos / 4 + 1);
    }

    private void giveUp(
            Grant grant,
            PieceHistory piece,
            AttemptFailure.Kind kind,
            AttemptFailure.Verdict verdict,
            ErrorReason reason) {
        note(grant, piece, kind, verdict);
        Account job = grant.account;
        boolean goesOn = job.policy.failurePolicy() == ExecutionPolicy.FailurePolicy.CONTINUE;
        if (!goesOn || stage(grant).isRead()) {
            books.stop(job, JobState.FAILED, reason);
            return;
        }
        job.givenUp.add(new GivenUpPiece(grant.stage, piece.range(), kind, reason));
        stage(grant).givenUp.add(piece.range());
        if (job.givenUp.size() > FailureRules.GIVEN_UP_MAX) {
            books.stop(job, JobState.FAILED, job.givenUp.get(0).reason());
        }
    }

    private void note(
            Grant grant,
            PieceHistory piece,
            AttemptFailure.Kind kind,
            AttemptFailure.Verdict verdict) {
        grant.account.attemptsLost++;
        boolean over = !grant.account.isWanted();
        AttemptFailure.Verdict last = over ? AttemptFailure.Verdict.DROPPED : verdict;
        books.notes.add(new Books.Noted(grant.id, piece.range(), kind, last));
    }

    private static StageAccount stage(Grant grant) {
        return grant.account.stages.get(grant.stage);
    }

    private static ErrorReason reason(Grant grant, DeathCause cause) {
        boolean single = grant.account.policy.attemptsMax() == 1;
        return switch (cause) {
            case HEAP_OOM -> ErrorReason.HEAP_OOM;
            case MEMORY_LIMIT -> ErrorReason.MEMORY_LIMIT;
            case UNRESPONSIVE, FROZEN ->
                    single ? ErrorReason.STALLED : ErrorReason.TASK_QUARANTINED;
            case EXITED, SIGNALLED -> ErrorReason.TASK_QUARANTINED;
            case STOPPED, WORKER_LOST -> ErrorReason.WORKER_LOST;
        };
    }

    private static AttemptFailure.Kind kind(DeathCause cause, boolean charged) {
        return switch (cause) {
            case EXITED -> AttemptFailure.Kind.EXITED;
            case SIGNALLED -> AttemptFailure.Kind.SIGNALLED;
            case HEAP_OOM -> AttemptFailure.Kind.HEAP_OOM;
            case MEMORY_LIMIT -> AttemptFailure.Kind.MEMORY_LIMIT;
            case UNRESPONSIVE -> AttemptFailure.Kind.STALLED;
            case FROZEN -> charged ? AttemptFailure.Kind.STALLED : AttemptFailure.Kind.WORKER_LOST;
            case STOPPED, WORKER_LOST -> AttemptFailure.Kind.WORKER_LOST;
        };
    }
}
