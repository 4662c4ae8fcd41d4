package dev.forkyard.coordinator.loop;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.engine.AttemptOrder;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.engine.Engine;
import dev.forkyard.coordinator.engine.EngineEvents;
import dev.forkyard.coordinator.gather.Gathering;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.coordinator.plan.Planning;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.Command;
import dev.forkyard.coordinator.schedule.CommandPort;
import dev.forkyard.coordinator.schedule.Event;
import dev.forkyard.coordinator.schedule.JobSnapshot;
import dev.forkyard.coordinator.schedule.Scheduler;
import dev.forkyard.coordinator.schedule.SlotOffer;
import dev.forkyard.coordinator.schedule.StageShape;
import dev.forkyard.coordinator.store.Store;
import dev.forkyard.coordinator.watch.JobBoard;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the core and has its commands executed: the only class that calls {@link Scheduler}.
 * Confined to the loop thread, but for what says otherwise. What adapters finish elsewhere comes
 * back as messages to the loop.
 */
public final class Conductor implements EngineEvents {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Loop loop;
    private final Scheduler scheduler;
    private final Engine engine;
    private final Store store;
    private final Planning planning;
    private final Gathering gathering;
    private final JobBoard board;
    private final EventLog log;
    private final CommandPort commands = new Commands();
    private final Map<JobId, Submission> live = new HashMap<>();
    private long nowNanos;
    private @Nullable Runnable onIdle;

    /** Makes a conductor; the loop must not run yet. */
    public Conductor(
            Loop loop,
            Scheduler scheduler,
            Engine engine,
            Store store,
            Planning planning,
            Gathering gathering,
            JobBoard board,
            EventLog log) {
        this.loop = loop;
        this.scheduler = scheduler;
        this.engine = engine;
        this.store = store;
        this.planning = planning;
        this.gathering = gathering;
        this.board = board;
        this.log = log;
    }

    /** Takes a job to the core. */
    public void submit(Submission job, long atNanos) {
        live.put(job.id(), job);
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
        nowNanos = event.atNanos();
        for (Command command : scheduler.apply(event)) {
            command.applyTo(commands);
        }
    }

    /** Puts what changed on the board. */
    public void publish() {
        if (onIdle != null && scheduler.attemptsInHand() == 0) {
            onIdle.run();
            onIdle = null;
        }
        if (scheduler.hasChanged()) {
            for (JobSnapshot snapshot : scheduler.takeChanged()) {
                board.changed(snapshot);
            }
        }
    }

    /** Calls back once, on the loop thread, when workers have nothing in hand. */
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
        log.note(System.nanoTime(), "attempt_started", "attempt", attempt);
        apply(new Event.AttemptStarted(System.nanoTime(), attempt));
    }

    @Override
    public void attemptProgressed(AttemptId attempt, long finishedTo) {
        apply(new Event.AttemptProgressed(System.nanoTime(), attempt, finishedTo));
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
        log.note(
                at,
                "attempt_ended",
                "attempt",
                attempt,
                "outcome",
                describe(outcome),
                "run_nanos",
                runNanos);
        apply(new Event.AttemptEnded(at, attempt, outcome));
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

    private void broken(JobId job, Failure failure) {
        loop.post(at -> apply(new Event.JobBroken(at, job, failure)));
    }

    private Submission submission(JobId job) {
        Submission submission = live.get(job);
        if (submission == null) {
            throw new IllegalStateException("the core names job " + job + ", which is over");
        }
        return submission;
    }

    private final class Commands implements CommandPort {
        @Override
        public void execute(Command.RecordJob command) {
            JobId job = command.job();
            store.recordJob(
                    submission(job),
                    new Store.Done() {
                        @Override
                        public void recorded() {
                            loop.post(at -> apply(new Event.JobRecorded(at, job)));
                        }

                        @Override
                        public void failed(String why) {
                            broken(job, Failure.of(ErrorReason.INTERNAL, why));
                        }
                    });
        }

        @Override
        public void execute(Command.PlanJob command) {
            JobId job = command.job();
            planning.plan(
                    submission(job),
                    new Planning.Done() {
                        @Override
                        public void planned(JobPlan plan) {
                            List<StageShape> shapes =
                                    plan.stages().stream().map(StageShape::of).toList();
                            loop.post(at -> apply(new Event.JobPlanned(at, job, shapes)));
                        }

                        @Override
                        public void failed(Failure failure) {
                            broken(job, failure);
                        }
                    });
        }

        @Override
        public void execute(Command.AdmitJob command) {
            Submission job = submission(command.job());
            log.note(nowNanos, "job_admitted", "job", job.id(), "type", job.type());
            board.admitted(command.job());
        }

        @Override
        public void execute(Command.RefuseJob command) {
            live.remove(command.job());
            board.refused(
                    command.job(),
                    new UnavailableException(command.reason(), command.message(), RETRY_AFTER));
        }

        @Override
        public void execute(Command.StartAttempt command) {
            JobId job = command.attempt().job();
            log.note(
                    nowNanos,
                    "attempt_handed_out",
                    "attempt",
                    command.attempt(),
                    "worker",
                    command.worker(),
                    "stage",
                    command.stage(),
                    "part",
                    command.part());
            engine.startAttempt(
                    new AttemptOrder(
                            command.attempt(),
                            command.worker(),
                            submission(job).type(),
                            command.stage(),
                            planning.stageInput(job, command.stage()),
                            command.part()));
        }

        @Override
        public void execute(Command.CancelAttempt command) {
            engine.cancelAttempt(command.attempt(), command.reason(), command.killGraceNanos());
        }

        @Override
        public void execute(Command.YieldAttempt command) {
            engine.yieldAttempt(command.attempt());
        }

        @Override
        public void execute(Command.AcceptResult command) {
            AttemptId attempt = command.attempt();
            gathering.accept(
                    submission(attempt.job()),
                    attempt,
                    command.stage(),
                    command.part(),
                    new Gathering.Done() {
                        @Override
                        public void done() {
                            loop.post(at -> apply(new Event.AcceptRecorded(at, attempt)));
                        }

                        @Override
                        public void failed(Failure failure) {
                            broken(attempt.job(), failure);
                            done();
                        }
                    });
        }

        @Override
        public void execute(Command.DiscardResult command) {
            gathering.discard(command.attempt());
        }

        @Override
        public void execute(Command.NoteFailure command) {
            log.note(nowNanos, "attempt_failed", "failure", command.failure());
        }

        @Override
        public void execute(Command.GatherJob command) {
            JobId job = command.job();
            gathering.gather(
                    submission(job),
                    new Gathering.Done() {
                        @Override
                        public void done() {
                            loop.post(at -> apply(new Event.JobGathered(at, job)));
                        }

                        @Override
                        public void failed(Failure failure) {
                            broken(job, failure);
                        }
                    });
        }

        @Override
        public void execute(Command.EndJob command) {
            JobId job = command.job().id();
            log.note(nowNanos, "job_ended", "job", job, "state", command.job().state());
            live.remove(job);
            planning.forget(job);
            board.ended(command.job(), gathering.takeAnswer(job));
        }
    }
}
