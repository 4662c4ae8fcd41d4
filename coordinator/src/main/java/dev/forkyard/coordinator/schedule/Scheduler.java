package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The scheduling core: a deterministic state machine, events in, commands out. Confined to the loop
 * thread. Equal events give equal commands on any machine.
 *
 * <p>A job is a few stages, each a range of numbers. Pieces are cut from a stage only when a slot
 * is free, as wide as the measured pace says, next to the slot's last piece. An attempt's result is
 * first parked outside; when the attempt ends, the core says AcceptResult or DiscardResult, and
 * only AcceptRecorded makes the piece finished: the first accepted result of a piece counts, all
 * others meet an id that is no longer known and are dropped. A piece whose attempt ends without a
 * result is waiting again, with a record of what happened to it.
 */
public final class Scheduler {
    private final SchedulerState state;
    private final SubmissionRules submissions;
    private final JobRules jobs;
    private final AttemptRules attempts;
    private final ResultRules results;
    private final Assignment assignment;
    private final YieldRules yields;
    private final ClockRules clocks;
    private final EventRules rules = new Rules();
    private long lastEventNanos = Long.MIN_VALUE;

    /** Makes a core without jobs and slots. */
    public Scheduler(SchedulerConfig config) {
        this.state = new SchedulerState(config);
        PaceRules paces = new PaceRules(state);
        this.submissions = new SubmissionRules(state);
        this.jobs = new JobRules(state, paces);
        this.clocks = new ClockRules(state, jobs);
        FailureRules failures = new FailureRules(state, jobs);
        this.results = new ResultRules(state, jobs, failures, paces);
        this.attempts = new AttemptRules(state, jobs, clocks, failures, results);
        this.assignment = new Assignment(state, clocks);
        this.yields = new YieldRules(state);
    }

    /**
     * Takes one event and says what is to be done now, in order.
     *
     * @throws IllegalArgumentException if time runs backwards
     */
    public List<Command> apply(Event event) {
        if (event.atNanos() < lastEventNanos) {
            throw new IllegalArgumentException(
                    "time ran backwards by %d ns at %s"
                            .formatted(lastEventNanos - event.atNanos(), event));
        }
        lastEventNanos = event.atNanos();
        event.applyTo(rules);
        assignment.assign(event.atNanos());
        yields.preempt(YieldRules.LOOKS);
        return state.takeCommands();
    }

    /** The live jobs that changed since the last call, as they stand now. */
    public List<JobSnapshot> takeChanged() {
        List<JobSnapshot> snapshots = new ArrayList<>(state.changed.size());
        for (JobId id : state.changed) {
            LiveJob job = state.jobs.get(id);
            if (job != null) {
                job.isInChanged = false;
                job.shownState = job.state();
                snapshots.add(JobSnapshot.of(job, job.state(), OptionalLong.empty()));
            }
        }
        state.changed.clear();
        state.changedState = false;
        return snapshots;
    }

    /** Whether changes wait to be taken. */
    public boolean hasChanged() {
        return !state.changed.isEmpty();
    }

    /** Whether one of them is a job whose state is another one. */
    public boolean hasChangedState() {
        return state.changedState;
    }

    /**
     * Until when {@link Event.TimePassed} changes nothing, should no other event come first: the
     * next timer's time; now if one of the rules of each tick may find something.
     */
    public long calmUntilNanos(long nowNanos) {
        return yields.mayBeDue() ? nowNanos : state.timers.nextNanos();
    }

    /** How many jobs have not ended. */
    public int liveJobs() {
        return state.jobs.size();
    }

    /** How many attempts workers have in hand. */
    public int attemptsInHand() {
        return state.inHand.size();
    }

    /** How many messages were about things long gone. */
    public long ignoredMessages() {
        return state.ignored;
    }

    /** For tests of the invariants. */
    SchedulerState state() {
        return state;
    }

    private final class Rules implements EventRules {
        @Override
        public void on(Event.JobSubmitted event) {
            submissions.submitted(event).ifPresent(clocks::submitted);
        }

        @Override
        public void on(Event.JobRecorded event) {
            jobs.recorded(event);
        }

        @Override
        public void on(Event.JobPlanned event) {
            jobs.planned(event);
        }

        @Override
        public void on(Event.JobBroken event) {
            jobs.broken(event);
        }

        @Override
        public void on(Event.CancelRequested event) {
            jobs.cancelRequested(event);
        }

        @Override
        public void on(Event.SlotsChanged event) {
            state.offered(event.open());
            state.noWorkers = event.unavailable();
            event.unavailable().ifPresent(why -> jobs.failWaitingCallers(why, event.atNanos()));
        }

        @Override
        public void on(Event.AttemptStarted event) {
            attempts.started(event);
        }

        @Override
        public void on(Event.AttemptProgressed event) {
            attempts.progressed(event);
        }

        @Override
        public void on(Event.AttemptEnded event) {
            attempts.ended(event);
        }

        @Override
        public void on(Event.AcceptRecorded event) {
            results.recorded(event);
        }

        @Override
        public void on(Event.ResultsTaken event) {
            results.taken(event);
        }

        @Override
        public void on(Event.JobGathered event) {
            jobs.gathered(event);
        }

        @Override
        public void on(Event.DrainRequested event) {
            state.draining = true;
            for (LiveJob job : List.copyOf(state.jobs.values())) {
                if (!job.ephemeral) {
                    job.inHand.forEach(yields::ask);
                    state.jobChanged(job, event.atNanos());
                }
            }
        }

        @Override
        public void on(Event.TimePassed event) {
            state.timers.fire(event.atNanos());
            state.ready.age(event.atNanos(), state.config.agingNanos());
            assignment.assign(event.atNanos());
            yields.giveUpEnds(event.atNanos());
            yields.preempt(Integer.MAX_VALUE);
            yields.takeTurns(event.atNanos());
            yields.freeWaiting(event.atNanos());
            yields.splitTail(event.atNanos());
        }
    }
}
