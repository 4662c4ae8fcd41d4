package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.job.ExecutionPolicy;
import java.util.List;
import java.util.Optional;

/** The events' side of the {@link Ledger}: what each must lead to. Confined to one thread. */
final class LedgerEvents implements EventRules {
    private final Books books;
    private final Fates fates;

    LedgerEvents(Books books) {
        this.books = books;
        this.fates = new Fates(books);
    }

    @Override
    public void on(Event.JobSubmitted event) {
        if (books.jobs.containsKey(event.job())) {
            return;
        }
        if (books.draining) {
            books.refusals.put(event.job(), ErrorReason.DRAINING);
        } else if (books.jobs.size() >= books.config.jobsMax()) {
            books.refusals.put(event.job(), ErrorReason.QUEUE_FULL);
        } else if (event.ephemeral() && books.noWorkers) {
            books.refusals.put(event.job(), ErrorReason.NO_WORKERS);
        } else {
            books.jobs.put(event.job(), new Account(event));
            if (event.ephemeral()) {
                books.owed.add(new Command.AdmitJob(event.job()));
                books.owed.add(new Command.PlanJob(event.job()));
            } else {
                books.owed.add(new Command.RecordJob(event.job()));
            }
        }
    }

    @Override
    public void on(Event.JobRecorded event) {
        Account job = books.jobs.get(event.job());
        if (job != null && job.owes == Account.Owes.STORE) {
            books.owed.add(new Command.AdmitJob(event.job()));
            if (job.isWanted()) {
                job.owes = Account.Owes.PLANNER;
                books.owed.add(new Command.PlanJob(event.job()));
            } else {
                job.owes = Account.Owes.NOBODY;
                books.touched.add(job);
            }
        }
    }

    @Override
    public void on(Event.JobPlanned event) {
        Account job = books.jobs.get(event.job());
        if (job != null && job.owes == Account.Owes.PLANNER) {
            job.owes = Account.Owes.NOBODY;
            books.touched.add(job);
            if (job.isWanted()) {
                job.plan(event.stages());
            }
        }
    }

    @Override
    public void on(Event.JobBroken event) {
        Account job = books.jobs.get(event.job());
        if (job != null) {
            job.owes = Account.Owes.NOBODY;
            books.stop(job, JobState.FAILED, event.failure().reason());
        }
    }

    @Override
    public void on(Event.CancelRequested event) {
        Account job = books.jobs.get(event.job());
        if (job != null) {
            books.stop(job, JobState.CANCELLED, ErrorReason.JOB_CANCELLED);
        }
    }

    @Override
    public void on(Event.SlotsChanged event) {
        books.slots.offered(event.open());
        books.noWorkers = event.unavailable().isPresent();
        if (books.noWorkers) {
            for (Account job : books.jobs.values()) {
                if (job.ephemeral) {
                    books.stop(job, JobState.FAILED, ErrorReason.NO_WORKERS);
                }
            }
        }
    }

    @Override
    public void on(Event.AttemptStarted event) {
        Grant grant = books.inHand.get(event.attempt());
        if (grant != null) {
            grant.begun(event.atNanos());
        }
    }

    @Override
    public void on(Event.AttemptProgressed event) {
        Grant grant = books.inHand.get(event.attempt());
        if (grant != null) {
            grant.progressed(event.finishedTo(), event.atNanos());
        }
    }

    @Override
    public void on(Event.AttemptEnded event) {
        Grant grant = books.inHand.remove(event.attempt());
        if (grant == null) {
            if (!books.accepting.containsKey(event.attempt())) {
                books.owed.add(new Command.DiscardResult(event.attempt()));
            }
            return;
        }
        Account job = grant.account;
        job.inHand.remove(grant.id);
        books.touched.add(job);
        boolean ran =
                !(event.outcome() instanceof AttemptOutcome.NotStarted)
                        && !(event.outcome() instanceof AttemptOutcome.Cancelled);
        job.queueing &= !ran;
        books.slots.ended(grant, event.outcome(), event.atNanos());
        fates.ended(grant, event.outcome());
    }

    @Override
    public void on(Event.AcceptRecorded event) {
        Grant grant = books.accepting.remove(event.attempt());
        if (grant != null) {
            grant.account.accepting.remove(grant.id);
            StageAccount stage = grant.account.stages.get(grant.stage);
            stage.recorded.add(grant.accepted);
            stage.tasksRecorded++;
            books.touched.add(grant.account);
        }
    }

    @Override
    public void on(Event.ResultsTaken event) {
        Account job = books.jobs.get(event.job());
        if (job != null && event.stage() < job.stages.size()) {
            job.stages.get(event.stage()).taken(event.takenTo());
        }
    }

    @Override
    public void on(Event.JobGathered event) {
        Account job = books.jobs.get(event.job());
        if (job == null || job.owes != Account.Owes.GATHERER) {
            return;
        }
        if (!job.isWanted()) {
            job.owes = Account.Owes.NOBODY;
            books.touched.add(job);
        } else if (job.givenUp.isEmpty()) {
            books.endings.put(job.id, new Books.Ending(JobState.SUCCEEDED, Optional.empty()));
        } else {
            Optional<ErrorReason> why = Optional.of(job.givenUp.get(0).reason());
            books.endings.put(job.id, new Books.Ending(JobState.PARTIALLY_SUCCEEDED, why));
        }
    }

    @Override
    public void on(Event.DrainRequested event) {
        books.draining = true;
        for (Grant grant : books.inHand.values()) {
            if (!grant.account.ephemeral && !grant.asked && grant.told == null) {
                books.owed.add(new Command.YieldAttempt(grant.id));
            }
        }
    }

    @Override
    public void on(Event.TimePassed event) {
        books.lastTickNanos = event.atNanos();
        for (Account job : books.jobs.values()) {
            clocks(job, event.atNanos());
        }
    }

    private void clocks(Account job, long nowNanos) {
        List<Grant> running = List.copyOf(job.inHand.values());
        long queueDue = after(job.createdNanos, job.policy.queueTimeoutNanos());
        for (Grant grant : running) {
            if (grant.begunLatestNanos() <= nowNanos) {
                boolean late = grant.begunLatestNanos() > queueDue && job.queueing;
                grant.begun(nowNanos);
                job.queueing |= late;
            }
        }
        long deadline = after(job.createdNanos, job.policy.deadlineNanos());
        boolean waits = job.queueing && job.owes != Account.Owes.GATHERER;
        boolean queued = waits && queueDue <= nowNanos;
        if (queued && queueDue <= deadline) {
            books.stop(job, JobState.FAILED, ErrorReason.QUEUE_TIMEOUT);
        } else if (deadline <= nowNanos) {
            books.stop(job, JobState.FAILED, ErrorReason.JOB_DEADLINE);
        } else if (queued) {
            books.stop(job, JobState.FAILED, ErrorReason.QUEUE_TIMEOUT);
        }
        for (Grant grant : running) {
            StopReason due = grant.due(nowNanos);
            if (due != null && job.isWanted()) {
                books.owed.add(grant.cancel(due));
            } else if (due != null) {
                books.instead.add(grant.cancel(due));
            }
        }
    }

    private static long after(long startNanos, long limitNanos) {
        return limitNanos == ExecutionPolicy.NEVER ? Long.MAX_VALUE : startNanos + limitNanos;
    }
}
