package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.JobId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Store, planner, gatherer and fleet in virtual time: every command ends as its event, sooner or
 * later. Confined to one thread.
 */
final class SimulatedPorts implements CommandPort {
    private static final Failure BROKEN = Failure.of(ErrorReason.INTERNAL, "it broke");

    private final Agenda agenda;
    private final Postman postman;
    private final Climate climate;
    private final SplittableRandom random;
    private final Map<JobId, SimulatedJob> jobs;
    private final SimulatedEngine engine;
    private final Map<JobId, SimulatedReader> readers = new HashMap<>();

    SimulatedPorts(
            Agenda agenda,
            Postman postman,
            Climate climate,
            SplittableRandom random,
            Map<JobId, SimulatedJob> jobs,
            SimulatedEngine engine) {
        this.agenda = agenda;
        this.postman = postman;
        this.climate = climate;
        this.random = random;
        this.jobs = jobs;
        this.engine = engine;
    }

    @Override
    public void execute(Command.RecordJob command) {
        if (!breaks(command.job())) {
            postman.send(at -> new Event.JobRecorded(at, command.job()));
        }
    }

    @Override
    public void execute(Command.PlanJob command) {
        if (!breaks(command.job())) {
            SimulatedJob job = Objects.requireNonNull(jobs.get(command.job()));
            postman.send(at -> new Event.JobPlanned(at, job.id(), job.stages()));
        }
    }

    @Override
    public void execute(Command.AcceptResult command) {
        boolean unfit = breaks(command.attempt().job());
        if (!unfit) {
            reader(command.attempt().job()).accepted(command.stage(), command.part());
        }
        // A break comes before the record of what broke.
        agenda.in(
                unfit ? climate.lateNanos() : 0,
                () -> postman.send(at -> new Event.AcceptRecorded(at, command.attempt())));
    }

    @Override
    public void execute(Command.NoteFailure command) {}

    @Override
    public void execute(Command.GatherJob command) {
        if (!breaks(command.job())) {
            reader(command.job())
                    .whenDone(() -> postman.send(at -> new Event.JobGathered(at, command.job())));
        }
    }

    @Override
    public void execute(Command.StartAttempt command) {
        engine.start(command);
    }

    @Override
    public void execute(Command.CancelAttempt command) {
        engine.cancel(command);
    }

    @Override
    public void execute(Command.YieldAttempt command) {
        engine.yieldSoon(command);
    }

    @Override
    public void execute(Command.AdmitJob command) {}

    @Override
    public void execute(Command.RefuseJob command) {}

    @Override
    public void execute(Command.DiscardResult command) {}

    @Override
    public void execute(Command.EndJob command) {
        SimulatedReader reader = readers.remove(command.job().id());
        if (reader != null) {
            reader.leave();
        }
    }

    /** A new coordinator's jobs are read from the beginning. */
    void forget() {
        readers.values().forEach(SimulatedReader::leave);
        readers.clear();
    }

    private SimulatedReader reader(JobId id) {
        return readers.computeIfAbsent(
                id,
                job ->
                        new SimulatedReader(
                                agenda,
                                postman,
                                random.split(),
                                Objects.requireNonNull(jobs.get(job))));
    }

    private boolean breaks(JobId job) {
        boolean rough = agenda.nowNanos() < climate.roughNanos();
        boolean breaks = rough && random.nextDouble() < climate.broken();
        if (breaks) {
            postman.send(at -> new Event.JobBroken(at, job, BROKEN));
        }
        return breaks;
    }
}
