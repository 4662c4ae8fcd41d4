package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;

/**
 * The rules of what becomes of a piece whose attempt failed. Confined to the loop thread.
 *
 * <p>What may be the piece's own fault is charged to it; a charged piece is cut in two as long as
 * it is wider than the stage's smallest part, so that only the guilty numbers are tried up to the
 * limits. A worker that died with several attempts in hand is charged to nobody, and all of them
 * are tried again one at a time. An attempt that ran into its timeout is known to be the one that
 * ran, whatever else its worker had in hand.
 */
final class FailureRules {
    /** A job that gave up more pieces than this has failed, whatever its policy says. */
    static final int GIVEN_UP_MAX = 100_000;

    private final SchedulerState state;
    private final JobRules jobs;

    FailureRules(SchedulerState state, JobRules jobs) {
        this.state = state;
        this.jobs = jobs;
    }

    /** An attempt ended by an exception, its own or one that its stopping caused. */
    void attemptThrew(Lease lease, Failure failure, long nowNanos) {
        if (lease.isTimedOut()) {
            timedOut(lease, lease.piece, failure.stack(), nowNanos);
            return;
        }
        Blame blame = new Blame(lease, AttemptFailure.Kind.THREW, true, failure, nowNanos);
        charge(blame, lease.piece.afterException());
    }

    /** An attempt that was told to stop for its clock ended with {@code rest} unfinished. */
    void timedOut(Lease lease, Piece rest, String stack, long nowNanos) {
        Failure timeout = ClockRules.failure(lease, nowNanos);
        Failure failure =
                new Failure(timeout.reason(), timeout.message(), timeout.details(), stack);
        boolean tooLong = lease.stop == StopReason.ATTEMPT_TIMEOUT;
        AttemptFailure.Kind kind =
                tooLong ? AttemptFailure.Kind.ATTEMPT_TIMEOUT : AttemptFailure.Kind.STALLED;
        Piece piece = rest.afterDeath(lease.slot.worker, false);
        charge(new Blame(lease, kind, true, failure, nowNanos), piece);
    }

    void workerEnded(Lease lease, AttemptOutcome.WorkerEnded outcome, long nowNanos) {
        DeathCause cause = outcome.cause();
        boolean several = lease.slot.diedWithSeveral;
        boolean again = cause == DeathCause.FROZEN && lease.piece.frozen();
        if (cause == DeathCause.STOPPED) {
            stopped(lease, outcome.failure(), nowNanos);
        } else if (!several && (cause.charged() || again)) {
            boolean memory = cause == DeathCause.HEAP_OOM || cause == DeathCause.MEMORY_LIMIT;
            Blame blame = new Blame(lease, kind(cause, true), true, outcome.failure(), nowNanos);
            charge(blame, lease.piece.afterDeath(lease.slot.worker, memory));
        } else {
            boolean froze = cause == DeathCause.FROZEN && !several;
            Piece piece = froze ? lease.piece.afterFreeze() : lease.piece.afterLoss(several);
            AttemptFailure.Kind kind = kind(cause, false);
            lost(new Blame(lease, kind, false, outcome.failure(), nowNanos), piece);
        }
    }

    private void stopped(Lease lease, Failure failure, long nowNanos) {
        if (lease.isTimedOut()) {
            timedOut(lease, lease.piece, failure.stack(), nowNanos);
            return;
        }
        // Its worker was killed for another attempt, and it is known for which: no loss counts.
        AttemptFailure.Kind kind =
                lease.stop == null
                        ? AttemptFailure.Kind.WORKER_LOST
                        : AttemptFailure.Kind.CANCELLED;
        Blame blame = new Blame(lease, kind, false, failure, nowNanos);
        note(blame, lease.piece, AttemptFailure.Verdict.RETRIED);
        lease.job.giveBack(lease.stage, lease.piece);
    }

    private void charge(Blame blame, Piece piece) {
        ExecutionPolicy policy = blame.policy();
        boolean single = policy.attemptsMax() == 1;
        if (blame.job().isStopping()) {
            note(blame, piece, AttemptFailure.Verdict.DROPPED);
            blame.job().giveBack(blame.stage(), piece);
        } else if (!single && blame.stage().isDivisible(piece.range())) {
            note(blame, piece, AttemptFailure.Verdict.BISECTED);
            bisect(blame, piece);
        } else if (single || isExhausted(piece, policy)) {
            giveUp(blame, piece);
        } else {
            boolean threw = blame.kind() == AttemptFailure.Kind.THREW;
            retry(blame, piece, threw ? Backoff.afterException(blame.id(), piece.threw()) : 0);
        }
    }

    private void lost(Blame blame, Piece piece) {
        if (blame.job().isStopping()) {
            note(blame, piece, AttemptFailure.Verdict.DROPPED);
            blame.job().giveBack(blame.stage(), piece);
        } else if (piece.losses() >= blame.policy().workerLossesMax()) {
            giveUp(blame, piece);
        } else {
            retry(blame, piece, Backoff.afterLoss(blame.id(), piece.losses()));
        }
    }

    private static boolean isExhausted(Piece piece, ExecutionPolicy policy) {
        int most = Math.max(policy.attemptsMax(), policy.workerDeathsMax());
        return piece.threw() >= policy.attemptsMax()
                || piece.deaths() >= policy.workerDeathsMax()
                || piece.memoryDeaths() >= policy.memoryDeathsMax()
                || piece.threw() + piece.deaths() >= most
                || piece.losses() >= policy.workerLossesMax();
    }

    private void retry(Blame blame, Piece piece, long delayNanos) {
        note(blame, piece, AttemptFailure.Verdict.RETRIED);
        LiveJob job = blame.job();
        if (delayNanos == 0) {
            job.giveBack(blame.stage(), piece);
            return;
        }
        StageState stage = blame.stage();
        Timer timer =
                new Timer(
                        now -> {
                            job.waitedEnough(stage, piece);
                            state.jobChanged(job, now);
                        });
        job.letWait(stage, piece, timer);
        state.timers.set(timer, blame.nowNanos() + delayNanos);
    }

    private void bisect(Blame blame, Piece piece) {
        UnsignedRange range = piece.range();
        long smallest = blame.stage().shape.smallestPart();
        long middle = range.width() >>> 1;
        boolean narrow = Long.compareUnsigned(middle, smallest) < 0;
        long cut = range.start() + (narrow ? smallest : middle);
        LiveJob job = blame.job();
        Piece lower = piece.halfOf(new UnsignedRange(range.start(), cut), job.nextTask());
        Piece upper = piece.halfOf(new UnsignedRange(cut, range.end()), job.nextTask());
        // The last one given back is the first to be tried.
        job.giveBack(blame.stage(), upper);
        job.giveBack(blame.stage(), lower);
    }

    private void giveUp(Blame blame, Piece piece) {
        Failure failure = blame.ofGivenUp(piece);
        boolean ownFault = blame.charged() && blame.kind() != AttemptFailure.Kind.THREW;
        note(
                blame,
                piece,
                ownFault ? AttemptFailure.Verdict.QUARANTINED : AttemptFailure.Verdict.GIVEN_UP);
        LiveJob job = blame.job();
        // What lies behind a gap could never be read.
        boolean read = blame.stage().room != null;
        if (read || blame.policy().failurePolicy() == ExecutionPolicy.FailurePolicy.FAIL_FAST) {
            job.giveBack(blame.stage(), piece);
            jobs.stop(job, JobState.FAILED, failure, blame.nowNanos());
            return;
        }
        job.giveUp(blame.stage(), piece, blame.kind(), failure);
        if (job.givenUp.count() > GIVEN_UP_MAX) {
            jobs.stop(job, JobState.FAILED, job.givenUp.failure(), blame.nowNanos());
        }
    }

    private void note(Blame blame, Piece piece, AttemptFailure.Verdict verdict) {
        Lease lease = blame.lease();
        lease.job.progress.attemptsLost++;
        boolean over = lease.job.isStopping();
        state.emit(
                new Command.NoteFailure(
                        new AttemptFailure(
                                lease.id,
                                lease.slot.worker,
                                lease.stage.index,
                                piece.range(),
                                blame.kind(),
                                blame.located(piece),
                                over ? AttemptFailure.Verdict.DROPPED : verdict)));
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
