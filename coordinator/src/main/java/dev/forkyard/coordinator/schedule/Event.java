package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened. Events are the only way into the core; each carries the time at which
 * the loop took it, in nanoseconds of one monotonic clock. Immutable. Duplicates, latecomers and
 * events about unknown things are normal and change nothing.
 */
public sealed interface Event {
    /** When the loop took the event; never less than that of the event before. */
    long atNanos();

    /** Calls the one rule for this kind of event. */
    void applyTo(EventRules rules);

    /** Somebody wants a job. The id is new. */
    record JobSubmitted(
            long atNanos,
            JobId job,
            JobTypeId type,
            Priority priority,
            boolean ephemeral,
            ExecutionPolicy policy)
            implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** The store has the job. */
    record JobRecorded(long atNanos, JobId job) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** The planner described the job's stages. */
    record JobPlanned(long atNanos, JobId job, List<StageShape> stages) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** Planning, storing or gathering of a job failed for good. */
    record JobBroken(long atNanos, JobId job, Failure failure) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** Somebody no longer wants a job. */
    record CancelRequested(long atNanos, JobId job) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /**
     * The engine's slots are now these; slots not named are gone for new work. What an offer says
     * of tasks left counts from now on, so it must know of all attempts handed out before; if it
     * does not, the engine refuses what is too much as NotStarted, and that slot gets nothing until
     * the next of these events. So the engine must send one when a slot that it refused for takes
     * attempts again, and none for the sake of the refusal. A worker that ended or whose attempt
     * was stopped by a clock gets nothing even if it is named.
     *
     * @param unavailable why no slot can be had at all, empty when one is there or expected soon
     */
    record SlotsChanged(long atNanos, List<SlotOffer> open, Optional<String> unavailable)
            implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** A worker began to execute an attempt. */
    record AttemptStarted(long atNanos, AttemptId attempt) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** An attempt finished all numbers of its part below {@code finishedTo}. */
    record AttemptProgressed(long atNanos, AttemptId attempt, long finishedTo) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** An attempt is over and can have no further effect. */
    record AttemptEnded(long atNanos, AttemptId attempt, AttemptOutcome outcome) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** An accepted result is folded and stored. */
    record AcceptRecorded(long atNanos, AttemptId attempt) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /**
     * The reader of a stage in order took all of its results below {@code takenTo}. Only what
     * workers finished can be taken; it makes room for more.
     *
     * @param takenTo unsigned, within the stage's extent
     */
    record ResultsTaken(long atNanos, JobId job, int stage, long takenTo) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /**
     * A job's answer is made. That of a job with a stage in order is made when its reader has taken
     * everything.
     */
    record JobGathered(long atNanos, JobId job) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** The coordinator is about to leave: no new jobs, no new tasks but for waiting callers. */
    record DrainRequested(long atNanos) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }

    /** Nothing but time; sent a few times a second. */
    record TimePassed(long atNanos) implements Event {
        @Override
        public void applyTo(EventRules rules) {
            rules.on(this);
        }
    }
}
