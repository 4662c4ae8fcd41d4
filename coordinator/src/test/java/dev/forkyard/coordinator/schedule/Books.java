package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the {@link Ledger} remembers, and what the core owes for the event under way. One thread.
 */
final class Books {
    /** How a job must end. */
    record Ending(JobState state, Optional<ErrorReason> why) {}

    /** What must be said of a failed attempt. */
    record Noted(
            AttemptId attempt,
            UnsignedRange part,
            AttemptFailure.Kind kind,
            AttemptFailure.Verdict verdict) {}

    final SchedulerConfig config;
    final Map<JobId, Account> jobs = new LinkedHashMap<>();
    final Map<AttemptId, Grant> inHand = new HashMap<>();
    final Map<AttemptId, Grant> accepting = new HashMap<>();
    final SlotBook slots = new SlotBook();
    boolean draining;
    boolean noWorkers;
    long nowNanos;
    long lastTickNanos = Long.MIN_VALUE;

    /** Commands that must come in this step, but for those that only the core can word. */
    final List<Command> owed = new ArrayList<>();

    final Map<JobId, ErrorReason> refusals = new LinkedHashMap<>();
    final List<Noted> notes = new ArrayList<>();
    final Map<JobId, Ending> endings = new LinkedHashMap<>();

    /** What may come instead: a clock that ran out in the same tick as its job's. */
    final List<Command> instead = new ArrayList<>();

    /** Jobs of which something changed in this step. */
    final Set<Account> touched = new LinkedHashSet<>();

    Books(SchedulerConfig config) {
        this.config = config;
    }

    /** A job has failed as a whole, or nobody wants it: only the first reason counts. */
    void stop(Account job, JobState as, ErrorReason why) {
        touched.add(job);
        if (!job.isWanted()) {
            return;
        }
        job.stoppingAs = as;
        job.why = why;
        job.queueing = false;
        for (Grant grant : job.inHand.values()) {
            if (grant.told == null) {
                owed.add(grant.cancel(StopReason.UNWANTED));
            }
        }
    }

    /** Says what must follow for a job when nothing more happens to it in this step. */
    void settle(Account job) {
        if (job.isWanted() && job.isComplete()) {
            if (!job.givenUp.isEmpty() && job.tasksRecorded() == 0) {
                stop(job, JobState.FAILED, job.givenUp.get(0).reason());
            } else {
                job.owes = Account.Owes.GATHERER;
                owed.add(new Command.GatherJob(job.id));
            }
        }
        JobState as = job.stoppingAs;
        if (as != null && job.isQuiet()) {
            endings.put(job.id, new Ending(as, Optional.ofNullable(job.why)));
        }
    }

    /** Nothing may be left undone after a step. */
    void checkStep() {
        require(owed.isEmpty(), "not said: %s", owed);
        require(notes.isEmpty(), "not noted: %s", notes);
        require(refusals.isEmpty(), "not refused: %s", refusals);
        require(endings.isEmpty(), "not ended: %s", endings);
        instead.clear();
        touched.clear();
        if (slots.hasIdle()) {
            for (Account job : jobs.values()) {
                boolean held = draining && !job.ephemeral;
                require(held || !job.hasWork(lastTickNanos), "work of %s lies idle", job.id);
            }
        }
    }

    static void require(boolean holds, String message, Object detail) {
        if (!holds) {
            throw new AssertionError(message.formatted(detail));
        }
    }
}
