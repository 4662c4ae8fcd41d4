package dev.forkyard.coordinator.loop;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.cost.CostBook;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.engine.EngineEvents;
import dev.forkyard.coordinator.gather.Gathering;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.Command;
import dev.forkyard.coordinator.schedule.Event;
import dev.forkyard.coordinator.schedule.Scheduler;
import dev.forkyard.coordinator.schedule.SlotOffer;
import dev.forkyard.coordinator.watch.JobBoard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the core and has its commands executed: the only class that calls {@link Scheduler}.
 * Confined to the loop thread, but for what says otherwise. What adapters finish elsewhere comes
 * back as messages to the loop.
 */
public final class Conductor implements EngineEvents {
    /**
     * How often progress is put on the board, at the next turn after it: more than eyes can follow
     * would take time from the workers. What changes a job's state is put there at once.
     */
    private static final long SHOW_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Scheduler scheduler;
    private final Gathering gathering;
    private final JobBoard board;
    private final CostBook costs;
    private final EventLog log;
    private final CommandExecution commands;
    private @Nullable Runnable onIdle;
    private long shownNanos = System.nanoTime();

    /** Makes a conductor; the loop must not run yet. */
    public Conductor(Loop loop, Scheduler scheduler, Ports ports) {
        this.scheduler = scheduler;
        this.gathering = ports.gathering();
        this.board = ports.board();
        this.costs = ports.costs();
        this.log = ports.log();
        this.commands = new CommandExecution(ports, new Mailbox(loop));
    }

    /** Takes a job to the core. */
    public void submit(Submission job, long atNanos) {
        commands.add(job);
        apply(
                new Event.JobSubmitted(
                        atNanos,
                        job.id(),
                        job.type(),
                        job.priority(),
                        job.ephemeral(),
                        job.policy()));
    }

    /** Gives the core an event. */
    public void apply(Event event) {
        apply(event, Optional.empty());
    }

    private void apply(Event event, Optional<Autopsy> autopsy) {
        for (Command command : scheduler.apply(event)) {
            // Anew each time: a command may bring about another event before it returns.
            commands.before(event.atNanos(), autopsy);
            command.applyTo(commands);
        }
    }

    /** Hands on what a turn of the loop collected, and puts what changed on the board. */
    public void endTurn() {
        commands.endTurn();
        if (onIdle != null && scheduler.attemptsInHand() == 0 && commands.isQuiet()) {
            onIdle.run();
            onIdle = null;
        }
        long now = System.nanoTime();
        boolean due = now - shownNanos >= SHOW_EVERY_NANOS && scheduler.hasChanged();
        if (due || scheduler.hasChangedState()) {
            shownNanos = now;
            scheduler.takeChanged().forEach(board::changed);
        }
    }

    /** Until when the passing of time alone changes nothing; now if that is not known. */
    public long calmUntilNanos(long nowNanos) {
        return scheduler.calmUntilNanos(nowNanos);
    }

    /**
     * Calls back once, on the loop thread, when workers have nothing in hand, no caller waits for a
     * job, and no answer is being made.
     */
    public void whenIdle(Runnable callback) {
        onIdle = callback;
    }

    @Override
    public void slotsChanged(List<SlotOffer> open, Optional<String> unavailable) {
        long at = System.nanoTime();
        log.note(at, "slots_changed", "open", open, "unavailable", unavailable.orElse(""));
        apply(new Event.SlotsChanged(at, open, unavailable));
    }

    @Override
    public void attemptStarted(AttemptId attempt) {
        long at = System.nanoTime();
        if (log.takesDetail(at)) {
            log.note(at, "attempt_started", "attempt", attempt);
        }
        board.running().started(attempt, at);
        apply(new Event.AttemptStarted(at, attempt));
    }

    @Override
    public void attemptProgressed(AttemptId attempt, long finishedTo) {
        board.running().progressed(attempt, finishedTo);
        apply(new Event.AttemptProgressed(System.nanoTime(), attempt, finishedTo));
    }

    @Override
    public void attemptWorked(AttemptId attempt, long pid, long cpuNanos) {
        board.running()
                .stageOf(attempt)
                .ifPresent(
                        stage -> {
                            board.worked(attempt, stage, pid, cpuNanos);
                            costs.worked(attempt.job(), stage, cpuNanos);
                        });
    }

    @Override
    public void attemptEnded(
            AttemptId attempt, AttemptOutcome outcome, byte[] payload, Optional<Autopsy> autopsy) {
        long at = System.nanoTime();
        long runNanos = 0;
        if (outcome instanceof AttemptOutcome.Succeeded succeeded) {
            gathering.park(attempt, payload);
            runNanos = succeeded.runNanos();
        }
        if (!(outcome instanceof AttemptOutcome.Succeeded) || log.takesDetail(at)) {
            log.note(
                    at,
                    "attempt_ended",
                    "attempt",
                    attempt,
                    "outcome",
                    describe(outcome),
                    "run_nanos",
                    runNanos);
        }
        board.running().ended(attempt);
        apply(new Event.AttemptEnded(at, attempt, outcome), autopsy);
    }

    private static String describe(AttemptOutcome outcome) {
        if (outcome instanceof AttemptOutcome.Succeeded) {
            return "succeeded";
        } else if (outcome instanceof AttemptOutcome.Threw threw) {
            return "threw: " + threw.failure().message();
        } else if (outcome instanceof AttemptOutcome.WorkerEnded ended) {
            return "worker ended: " + ended.failure().message();
        } else if (outcome instanceof AttemptOutcome.NotStarted) {
            return "not started";
        }
        return "cancelled";
    }

    /** Where ports' answers come back to the core. Thread-safe. */
    private final class Mailbox implements CommandExecution.CoreMailbox {
        private final Loop loop;

        Mailbox(Loop loop) {
            this.loop = loop;
        }

        @Override
        public void post(LongFunction<Event> event) {
            loop.post(at -> apply(event.apply(at)));
        }

        @Override
        public void postAll(List<LongFunction<Event>> events) {
            // Each at its own time: what one brings about may tell the core of something later.
            loop.post(at -> events.forEach(event -> apply(event.apply(System.nanoTime()))));
        }
    }
}
