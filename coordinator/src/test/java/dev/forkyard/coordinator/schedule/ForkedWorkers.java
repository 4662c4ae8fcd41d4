package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.fleet.Fleet;
import dev.forkyard.coordinator.fleet.FleetCommand;
import dev.forkyard.coordinator.fleet.FleetConfig;
import dev.forkyard.coordinator.fleet.WorkerExit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The real fleet over simulated processes, wired to the core as the local engine does it: what the
 * core orders goes through the fleet, and what the fleet says of slots and ends is what the core
 * hears. Confined to one thread.
 *
 * <p>Beyond the ledger it checks that no attempt ends twice, that no process begins what another
 * living one still executes, that a frozen one is found and that what does not stop is killed.
 */
final class ForkedWorkers implements SimulatedEngine {
    private static final long FORK_NANOS_MAX = 300_000_000;

    /** Three signs of life are missed, then the kernel is asked: a few seconds in all. */
    private static final long FROZEN_NANOS_MAX = 6_000_000_000L;

    /** The look before a kill, and a tick. */
    private static final long KILL_NANOS_MAX = 1_000_000_000L;

    private static final double FAILED_STARTS = 0.05;

    private final Agenda agenda;
    private final Climate climate;
    private final SplittableRandom random;

    /** Of its own, so that no other fate hangs on warm-ups. */
    private final SplittableRandom warmUps;

    private final Map<JobId, SimulatedJob> jobs;
    private final Consumer<Event> core;
    private final FleetConfig config;
    private final Map<WorkerId, SimulatedProcess> processes = new LinkedHashMap<>();

    /** The process that was given each attempt, until its end was told. */
    private final Map<AttemptId, WorkerId> places = new HashMap<>();

    /** The process that began each task last. */
    private final Map<TaskId, SimulatedProcess> begun = new HashMap<>();

    private Fleet fleet;
    private int life;
    private boolean out;

    ForkedWorkers(
            Agenda agenda,
            Climate climate,
            SplittableRandom random,
            Map<JobId, SimulatedJob> jobs,
            Consumer<Event> core) {
        this.agenda = agenda;
        this.climate = climate;
        this.random = random;
        this.jobs = jobs;
        this.core = core;
        long age =
                random.nextInt(4) == 0 ? 1 + random.nextLong(3_000_000_000L) : FleetConfig.FOREVER;
        this.config =
                FleetConfig.of(climate.workers())
                        .withSpares(random.nextInt(3))
                        .withRecycling(climate.tasksMax(), age)
                        .withWarmUps(climate.workers() % 3);
        this.warmUps = new SplittableRandom(climate.workers());
        this.fleet = new Fleet(config);
    }

    @Override
    public void fill() {
        tick();
    }

    @Override
    public void tick() {
        fleet.timePassed(agenda.nowNanos());
        carryOut();
        for (SimulatedProcess process : processes.values()) {
            if (process.frozenNanos() > FROZEN_NANOS_MAX) {
                throw new AssertionError("frozen and not found: " + process.id);
            }
        }
    }

    @Override
    public void start(Command.StartAttempt command) {
        AttemptId attempt = command.attempt();
        if (fleet.attempts().given(command.worker(), attempt, agenda.nowNanos())) {
            places.put(attempt, command.worker());
            JobTypeId type = new JobTypeId(attempt.job().toString(), 1);
            fleet.warmUps().serves(command.worker(), type, agenda.nowNanos());
            order(command.worker(), process -> process.start(command));
        }
        carryOutSoon();
    }

    @Override
    public void cancel(Command.CancelAttempt command) {
        AttemptId attempt = command.attempt();
        WorkerId worker = places.get(attempt);
        long grace = command.killGraceNanos();
        if (worker != null
                && fleet.attempts()
                        .stopped(worker, attempt, command.reason(), grace, agenda.nowNanos())) {
            order(worker, process -> process.cancel(attempt));
            later(grace + KILL_NANOS_MAX, now -> checkOver(worker, attempt));
        }
        carryOutSoon();
    }

    @Override
    public void yieldSoon(Command.YieldAttempt command) {
        WorkerId worker = places.get(command.attempt());
        if (worker != null) {
            order(worker, process -> process.yieldSoon(command.attempt()));
        }
    }

    @Override
    public void strike() {
        if (processes.isEmpty()) {
            return;
        }
        List<SimulatedProcess> all = new ArrayList<>(processes.values());
        SimulatedProcess process = all.get(random.nextInt(all.size()));
        long now = agenda.nowNanos();
        switch (random.nextInt(6)) {
            case 0 -> fleet.wishes().kill(process.id, now);
            case 1 -> fleet.wishes().drain(process.id, now);
            case 2 -> fleet.linkLost(process.id, now);
            case 3 -> process.freeze();
            default -> process.kill();
        }
        carryOut();
    }

    @Override
    public void resize() {
        fleet.wishes().resize(1 + random.nextInt(2 * climate.workers()), agenda.nowNanos());
        carryOut();
    }

    @Override
    public void outage(long nanos) {
        out = true;
        List.copyOf(processes.values()).forEach(SimulatedProcess::kill);
        agenda.in(nanos, () -> out = false);
    }

    @Override
    public void restart() {
        life++;
        out = false;
        List.copyOf(processes.values()).forEach(SimulatedProcess::kill);
        processes.clear();
        places.clear();
        begun.clear();
        fleet = new Fleet(config);
        tick();
    }

    private void checkOver(WorkerId worker, AttemptId attempt) {
        SimulatedProcess process = processes.get(worker);
        if (process != null && process.holds(attempt)) {
            throw new AssertionError("not killed after its grace: " + attempt);
        }
    }

    private void carryOutSoon() {
        if (fleet.hasCommands()) {
            later(0, now -> {});
        }
    }

    private void carryOut() {
        for (FleetCommand command : fleet.takeCommands()) {
            if (command instanceof FleetCommand.AnnounceSlots slots) {
                core.accept(
                        new Event.SlotsChanged(
                                agenda.nowNanos(), slots.open(), slots.unavailable()));
            } else if (command instanceof FleetCommand.EndAttempt end) {
                ended(end.attempt(), end.outcome());
            } else if (command instanceof FleetCommand.WakeAt wake) {
                later(wake.atNanos() - agenda.nowNanos(), now -> fleet.timePassed(now));
            } else if (command instanceof FleetCommand.ForkWorker fork) {
                fork(fork.worker());
            } else if (command instanceof FleetCommand.DrainWorker drain) {
                order(drain.worker(), SimulatedProcess::leave);
            } else if (command instanceof FleetCommand.DumpThreads dump) {
                order(dump.worker(), SimulatedProcess::dumpThreads);
            } else if (command instanceof FleetCommand.InspectWorker inspect) {
                inspect(inspect.worker());
            } else if (command instanceof FleetCommand.KillWorker kill) {
                kill(kill.worker());
            } else if (command instanceof FleetCommand.WarmUp order) {
                warmUp(order);
            } else if (command instanceof FleetCommand.WarmUpLink order) {
                order(
                        order.worker(),
                        process ->
                                heard(
                                        process,
                                        () ->
                                                fleet.warmUps()
                                                        .warmedLink(
                                                                process.id, agenda.nowNanos())));
            }
        }
    }

    /** Mostly it ends in time; some do not, and have to be killed when a task comes. */
    private void warmUp(FleetCommand.WarmUp order) {
        if (warmUps.nextInt(50) == 0) {
            return;
        }
        long cpuNanos = 1 + warmUps.nextLong(order.cpuNanosMax());
        order(
                order.worker(),
                process ->
                        process.in(
                                cpuNanos,
                                () ->
                                        heard(
                                                process,
                                                () ->
                                                        fleet.warmUps()
                                                                .warmedUp(
                                                                        process.id,
                                                                        order.type(),
                                                                        cpuNanos,
                                                                        agenda.nowNanos()))));
    }

    private void kill(WorkerId worker) {
        SimulatedProcess process = processes.get(worker);
        if (process != null) {
            process.kill();
        }
    }

    private void inspect(WorkerId worker) {
        SimulatedProcess process = processes.get(worker);
        if (process != null) {
            char state = process.state();
            long ticks = process.cpuTicks();
            later(late(), now -> fleet.inspected(worker, state, ticks, now));
        }
    }

    private void fork(WorkerId worker) {
        boolean fails = out || (isRough() && random.nextDouble() < FAILED_STARTS);
        later(
                1 + random.nextLong(FORK_NANOS_MAX / 2),
                now -> {
                    if (fails && random.nextBoolean()) {
                        fleet.forkFailed(worker, "no memory", now);
                        return;
                    }
                    SimulatedProcess process =
                            new SimulatedProcess(
                                    worker, agenda, climate, random, jobs, new FromProcess());
                    processes.put(worker, process);
                    if (!fleet.wants(worker)) {
                        process.kill();
                    } else if (fails) {
                        process.exit(1, false);
                    } else {
                        long start = random.nextLong(FORK_NANOS_MAX / 2);
                        process.in(start, () -> heard(process, () -> register(worker)));
                    }
                });
    }

    private void register(WorkerId worker) {
        SimulatedProcess process = processes.get(worker);
        if (process != null) {
            process.registered();
            fleet.registered(worker, agenda.nowNanos());
        }
    }

    /** Orders reach a process late, but as they were given. */
    private void order(WorkerId worker, Consumer<SimulatedProcess> what) {
        SimulatedProcess process = processes.get(worker);
        if (process != null) {
            long at = Math.max(process.ordersNanos, agenda.nowNanos() + late());
            process.ordersNanos = at;
            process.in(at - agenda.nowNanos(), () -> what.accept(process));
        }
    }

    /** What a process says is heard late, but as it was said, whether it lives still or not. */
    private void heard(SimulatedProcess process, Runnable message) {
        long at = Math.max(process.mailNanos, agenda.nowNanos() + late());
        process.mailNanos = at;
        later(
                at - agenda.nowNanos(),
                now -> {
                    fleet.heard(process.id, now);
                    message.run();
                });
    }

    /** A turn of the loop, of the same coordinator. */
    private void later(long nanos, LongConsumer event) {
        int then = life;
        agenda.in(
                nanos,
                () -> {
                    if (life == then) {
                        event.accept(agenda.nowNanos());
                        carryOut();
                    }
                });
    }

    private void ended(AttemptId attempt, AttemptOutcome outcome) {
        boolean refused = outcome instanceof AttemptOutcome.NotStarted;
        if (places.remove(attempt) == null && !refused) {
            throw new AssertionError("ended twice or never given: " + attempt);
        }
        core.accept(new Event.AttemptEnded(agenda.nowNanos(), attempt, outcome));
    }

    private boolean isRough() {
        return agenda.nowNanos() < climate.roughNanos();
    }

    private long late() {
        return climate.lateNanos() > 0 ? random.nextLong(climate.lateNanos()) : 0;
    }

    /** The process's side, as the link and the kernel tell it. */
    private final class FromProcess implements SimulatedProcess.Ears {
        private final int bornIn = life;

        @Override
        public void said(SimulatedProcess process, Runnable message) {
            if (life == bornIn) {
                heard(process, message);
            }
        }

        @Override
        public void heartbeat(WorkerId worker) {}

        @Override
        public void began(SimulatedProcess process, AttemptId attempt) {
            SimulatedProcess before = begun.put(attempt.task(), process);
            if (before != null && before.executes(attempt.task())) {
                throw new AssertionError(attempt + " begins while an earlier one goes on");
            }
        }

        @Override
        public void started(WorkerId worker, AttemptId attempt) {
            if (fleet.attempts().held(worker, attempt)) {
                core.accept(new Event.AttemptStarted(agenda.nowNanos(), attempt));
            }
        }

        @Override
        public void progressed(WorkerId worker, AttemptId attempt, long finishedTo) {
            if (fleet.attempts().held(worker, attempt)) {
                core.accept(new Event.AttemptProgressed(agenda.nowNanos(), attempt, finishedTo));
            }
        }

        @Override
        public void ended(WorkerId worker, AttemptId attempt, AttemptOutcome outcome) {
            if (fleet.attempts().over(worker, attempt, agenda.nowNanos())) {
                ForkedWorkers.this.ended(attempt, outcome);
            }
        }

        @Override
        public void dumped(WorkerId worker) {
            fleet.dumped(worker, agenda.nowNanos());
        }

        @Override
        public void overMemory(WorkerId worker) {
            later(late(), now -> fleet.overMemory(worker, "too much", now));
        }

        @Override
        public void exited(SimulatedProcess process, int status, boolean heapFull) {
            if (life != bornIn) {
                return;
            }
            WorkerExit exit = new WorkerExit(status, "", heapFull, false, false, false, 0, 0);
            later(
                    late(),
                    now -> {
                        processes.remove(process.id);
                        fleet.exited(process.id, exit, now);
                    });
            if (random.nextBoolean()) {
                heard(process, () -> fleet.linkLost(process.id, agenda.nowNanos()));
            }
        }
    }
}
