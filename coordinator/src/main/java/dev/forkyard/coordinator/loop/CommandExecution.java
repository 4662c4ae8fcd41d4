package dev.forkyard.coordinator.loop;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.cost.CostBook;
import dev.forkyard.coordinator.engine.AttemptOrder;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.gather.Gathering;
import dev.forkyard.coordinator.plan.Planning;
import dev.forkyard.coordinator.schedule.AttemptFailure;
import dev.forkyard.coordinator.schedule.Command;
import dev.forkyard.coordinator.schedule.CommandPort;
import dev.forkyard.coordinator.schedule.Event;
import dev.forkyard.coordinator.schedule.JobSnapshot;
import dev.forkyard.coordinator.schedule.JobState;
import dev.forkyard.coordinator.schedule.StageShape;
import dev.forkyard.coordinator.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Has the core's commands executed by the ports. Confined to the loop thread; what ports finish
 * elsewhere comes back to the core as an event.
 */
final class CommandExecution implements CommandPort {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Ports ports;
    private final CoreMailbox core;
    private final Map<JobId, Submission> live = new HashMap<>();
    private List<Gathering.Accept> accepts = new ArrayList<>();
    private int callersWaiting;
    private int answersUnderWay;
    private long nowNanos;
    private Optional<Autopsy> autopsy = Optional.empty();

    /** Where events for the core go; each is made with the loop's time when it is taken. */
    interface CoreMailbox {
        void post(LongFunction<Event> event);

        /** The same for several at once, in their order. */
        void postAll(List<LongFunction<Event>> events);
    }

    CommandExecution(Ports ports, CoreMailbox core) {
        this.ports = ports;
        this.core = core;
    }

    /** Knows a job from now until its end. */
    void add(Submission job) {
        live.put(job.id(), job);
        callersWaiting += job.ephemeral() ? 1 : 0;
    }

    /**
     * Tells the time, and the autopsy of the attempt whose end the core is told next: the failures
     * that it notes at that are explained by it.
     */
    void before(long atNanos, Optional<Autopsy> autopsyOfAttempt) {
        nowNanos = atNanos;
        autopsy = autopsyOfAttempt;
    }

    /** Whether neither a caller waits for a job nor a result or an answer is being made. */
    boolean isQuiet() {
        return callersWaiting == 0 && answersUnderWay == 0;
    }

    @Override
    public void execute(Command.RecordJob command) {
        JobId job = command.job();
        ports.store()
                .recordJob(
                        submission(job),
                        new Store.Done() {
                            @Override
                            public void recorded() {
                                core.post(at -> new Event.JobRecorded(at, job));
                            }

                            @Override
                            public void failed(String why) {
                                broken(job, Failure.of(ErrorReason.INTERNAL, why));
                            }
                        });
    }

    @Override
    public void execute(Command.PlanJob command) {
        Submission job = submission(command.job());
        Optional<JobPlan> prepared = ports.planning().prepared(job.id());
        if (prepared.isPresent()) {
            planned(job, prepared.get());
            return;
        }
        ports.planning()
                .plan(
                        job,
                        new Planning.Done() {
                            @Override
                            public void planned(JobPlan plan) {
                                CommandExecution.this.planned(job, plan);
                            }

                            @Override
                            public void failed(Failure failure) {
                                broken(job.id(), failure);
                            }
                        });
    }

    @Override
    public void execute(Command.AdmitJob command) {
        Submission job = submission(command.job());
        ports.log().note(nowNanos, "job_admitted", "job", job.id(), "type", job.type());
        ports.board().admitted(command.job());
    }

    @Override
    public void execute(Command.RefuseJob command) {
        forget(command.job());
        ports.planning().forget(command.job());
        ports.board()
                .refused(
                        command.job(),
                        new UnavailableException(command.reason(), command.message(), RETRY_AFTER));
    }

    @Override
    public void execute(Command.StartAttempt command) {
        JobId job = command.attempt().job();
        if (ports.log().takesDetail(nowNanos)) {
            ports.log()
                    .note(
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
        }
        AttemptOrder order =
                new AttemptOrder(
                        command.attempt(),
                        command.worker(),
                        submission(job).type(),
                        command.stage(),
                        ports.planning().stageInput(job, command.stage()),
                        command.part());
        ports.board().running().handedOut(order);
        ports.engine().startAttempt(order);
    }

    @Override
    public void execute(Command.CancelAttempt command) {
        ports.engine().cancelAttempt(command.attempt(), command.reason(), command.killGraceNanos());
    }

    @Override
    public void execute(Command.YieldAttempt command) {
        ports.engine().yieldAttempt(command.attempt());
    }

    @Override
    public void execute(Command.AcceptResult command) {
        AttemptId attempt = command.attempt();
        Gathering.Accept accept =
                new Gathering.Accept(
                        submission(attempt.job()), attempt, command.stage(), command.part());
        try {
            if (ports.gathering().acceptAtOnce(accept)) {
                core.post(at -> new Event.AcceptRecorded(at, attempt));
                return;
            }
        } catch (RuntimeException e) {
            broken(attempt.job(), Gathering.broken(e));
            core.post(at -> new Event.AcceptRecorded(at, attempt));
            return;
        }
        answersUnderWay++;
        accepts.add(accept);
    }

    /** Hands on what was collected during a turn of the loop. */
    void endTurn() {
        if (!accepts.isEmpty()) {
            ports.gathering().acceptAll(accepts, new FromGathering());
            accepts = new ArrayList<>();
        }
    }

    @Override
    public void execute(Command.DiscardResult command) {
        ports.gathering().discard(command.attempt());
    }

    @Override
    public void execute(Command.NoteFailure command) {
        AttemptFailure failure = command.failure();
        ports.log()
                .note(
                        nowNanos,
                        "attempt_failed",
                        "attempt",
                        failure.attempt(),
                        "kind",
                        failure.kind(),
                        "verdict",
                        failure.verdict(),
                        "part",
                        failure.part(),
                        "why",
                        failure.failure().message());
        ports.board().failed(failure, autopsy, nowNanos);
    }

    @Override
    public void execute(Command.GatherJob command) {
        JobId job = command.job();
        try {
            if (ports.gathering().gatherAtOnce(submission(job))) {
                core.post(at -> new Event.JobGathered(at, job));
                return;
            }
        } catch (RuntimeException e) {
            broken(job, Gathering.broken(e));
            return;
        }
        answersUnderWay++;
        ports.gathering()
                .gather(
                        submission(job),
                        new Gathering.Done() {
                            @Override
                            public void done() {
                                answered(at -> new Event.JobGathered(at, job));
                            }

                            @Override
                            public void failed(Failure failure) {
                                answered(at -> new Event.JobBroken(at, job, failure));
                            }
                        });
    }

    @Override
    public void execute(Command.EndJob command) {
        JobId job = command.job().id();
        ports.log().note(nowNanos, "job_ended", "job", job, "state", command.job().state());
        learn(command.job());
        forget(job);
        ports.planning().forget(job);
        ports.board().ended(command.job(), ports.gathering().takeAnswer(job));
    }

    /** May be called on a plan thread. */
    private void planned(Submission job, JobPlan plan) {
        List<StageShape> shapes = plan.stages().stream().map(StageShape::of).toList();
        core.post(
                at -> {
                    // It cannot have ended: the core waits for the plan of a cancelled job, too.
                    ports.costs().planned(job.id(), job.type(), plan);
                    return new Event.JobPlanned(at, job.id(), shapes);
                });
    }

    private void learn(JobSnapshot job) {
        boolean complete = job.state() == JobState.SUCCEEDED && job.attemptsLost() == 0;
        for (CostBook.Learned learned : ports.costs().ended(job.id(), complete)) {
            ports.log()
                    .note(
                            nowNanos,
                            "cost_learned",
                            "type",
                            submission(job.id()).type(),
                            "kind",
                            learned.kind(),
                            "factor",
                            learned.factor());
        }
    }

    /** What becomes of accepted results. */
    private final class FromGathering implements Gathering.AcceptsDone {
        @Override
        public void accepted(List<AttemptId> attempts) {
            List<LongFunction<Event>> events = new ArrayList<>(attempts.size());
            for (AttemptId attempt : attempts) {
                events.add(recorded(attempt));
            }
            core.postAll(events);
        }

        @Override
        public void failed(AttemptId attempt, Failure failure) {
            core.postAll(
                    List.of(
                            at -> new Event.JobBroken(at, attempt.job(), failure),
                            recorded(attempt)));
        }

        private LongFunction<Event> recorded(AttemptId attempt) {
            return at -> {
                answersUnderWay--;
                return new Event.AcceptRecorded(at, attempt);
            };
        }
    }

    private void forget(JobId id) {
        Submission job = live.remove(id);
        callersWaiting -= job != null && job.ephemeral() ? 1 : 0;
    }

    private void answered(LongFunction<Event> event) {
        core.post(
                at -> {
                    answersUnderWay--;
                    return event.apply(at);
                });
    }

    private void broken(JobId job, Failure failure) {
        core.post(at -> new Event.JobBroken(at, job, failure));
    }

    private Submission submission(JobId job) {
        Submission submission = live.get(job);
        if (submission == null) {
            throw new IllegalStateException("the core names job " + job + ", which is over");
        }
        return submission;
    }
}
