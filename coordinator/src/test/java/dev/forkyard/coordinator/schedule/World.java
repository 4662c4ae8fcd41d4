package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.JobId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The core among simulated ports: each event is applied, checked and answered. Confined to one
 * thread; equal seeds give equal commands.
 */
final class World {
    /**
     * The ledger checks each step by what outsiders see; what the core holds inside is checked as a
     * whole at so many steps, at four times as many with the layout of what failed most.
     */
    private static final int WHOLE_STEPS = 16;

    private static final int LAID_OUT_STEPS = 4 * WHOLE_STEPS;

    final Agenda agenda = new Agenda();
    Scheduler core;

    /** Executes, unless the climate wants the real fleet. */
    final SimulatedFleet fleet;

    final SimulatedEngine engine;
    Ledger ledger;
    final Postman postman;

    private final Map<JobId, SimulatedJob> jobs = new HashMap<>();
    private final SimulatedPorts ports;
    private final CommandDigest digest = new CommandDigest();
    private final StringBuilder log = new StringBuilder();
    private final boolean logged;
    private final Climate climate;
    private final Map<String, Integer> metBefore = new HashMap<>();
    private int steps;
    private int inHandMost;

    World(Climate climate, SplittableRandom random, boolean logged) {
        this.logged = logged;
        this.climate = climate;
        this.core = new Scheduler(climate.config());
        this.ledger = new Ledger(climate.config());
        this.postman = new Postman(agenda, climate, random.split(), this::apply);
        this.fleet = new SimulatedFleet(agenda, postman, climate, random.split(), jobs);
        this.engine =
                climate.forked()
                        ? new ForkedWorkers(agenda, climate, random.split(), jobs, this::apply)
                        : fleet;
        this.ports = new SimulatedPorts(agenda, postman, climate, random.split(), jobs, engine);
        engine.fill();
        tick();
    }

    /** A world without faults and with workers of one speed. */
    static World calm(int workers) {
        return new World(Climate.calm(workers), new SplittableRandom(1), false);
    }

    void submit(SimulatedJob job) {
        jobs.put(job.id(), job);
        submitAgain(job);
    }

    /** A submission that comes twice is one job. */
    void submitAgain(SimulatedJob job) {
        apply(
                new Event.JobSubmitted(
                        agenda.nowNanos(),
                        job.id(),
                        CoreScript.TYPE,
                        job.priority(),
                        job.ephemeral(),
                        job.limits()));
    }

    boolean knows(SimulatedJob job) {
        return core.state().jobs.containsKey(job.id());
    }

    /** A new coordinator takes over the jobs that the store knows; all workers are new as well. */
    void restart() {
        Set<JobId> unfinished = new LinkedHashSet<>();
        core.state().jobs.values().stream()
                .filter(job -> !job.ephemeral && job.phase != LiveJob.Phase.RECORDING)
                .forEach(job -> unfinished.add(job.id));
        ledger.met().forEach((kind, times) -> metBefore.merge(kind, times, Integer::sum));
        metBefore.merge("Restart", 1, Integer::sum);
        core = new Scheduler(climate.config());
        ledger = new Ledger(climate.config());
        inHandMost = 0;
        postman.forget();
        ports.forget();
        for (JobId job : unfinished) {
            submitAgain(Objects.requireNonNull(jobs.get(job)));
        }
        engine.restart();
    }

    /** How often each thing came, over all lives. */
    Map<String, Integer> met() {
        Map<String, Integer> all = new TreeMap<>(metBefore);
        ledger.met().forEach((kind, times) -> all.merge(kind, times, Integer::sum));
        return all;
    }

    /** Runs until something holds; fails after too many steps. */
    void runUntil(BooleanSupplier end, int stepsMax) {
        int last = steps + stepsMax;
        while (!end.getAsBoolean()) {
            if (steps > last) {
                throw new AssertionError("no end after %d steps".formatted(stepsMax));
            }
            agenda.next();
        }
    }

    void runUntil(long atNanos) {
        runUntil(() -> agenda.nowNanos() >= atNanos, Integer.MAX_VALUE / 2);
    }

    int steps() {
        return steps;
    }

    long digest() {
        return digest.value();
    }

    String log() {
        return log.toString();
    }

    void apply(Event event) {
        steps++;
        boolean calm = core.calmUntilNanos(event.atNanos()) > event.atNanos();
        List<Command> commands = core.apply(event);
        if (calm && event instanceof Event.TimePassed && !commands.isEmpty()) {
            throw new AssertionError("time alone was to change nothing, but: " + commands);
        }
        inHandMost = Math.max(inHandMost, core.attemptsInHand() + core.state().accepting.size());
        if (logged) {
            log.append(event).append('\n');
            commands.forEach(command -> log.append("    → ").append(command).append('\n'));
        }
        ledger.step(event, commands);
        Invariants.Depth depth = depth();
        Invariants.check(core.state(), depth);
        if (depth != Invariants.Depth.COUNTS) {
            checkMemory();
        }
        for (Command command : commands) {
            command.applyTo(digest);
            command.applyTo(ports);
        }
    }

    /** A replay checks everything at each step, so that it stops at the one that is wrong. */
    private Invariants.Depth depth() {
        if (logged || steps % LAID_OUT_STEPS == 0) {
            return Invariants.Depth.ALL;
        }
        return steps % WHOLE_STEPS == 0 ? Invariants.Depth.MOST : Invariants.Depth.COUNTS;
    }

    private void checkMemory() {
        for (LiveJob job : core.state().jobs.values()) {
            for (StageState stage : job.stages) {
                int ranges = stage.unassigned.rangeCount() + stage.finished.rangeCount();
                int troubled = stage.retries.size() + stage.due.size() + stage.waiting.size();
                int apart = troubled + stage.givenUp.rangeCount();
                // The widest hole is halved, at most once for each bit, where nobody goes on beside
                // his last part: as with workers of one task each.
                if (ranges > 4 * inHandMost + Long.SIZE + 2 * apart) {
                    throw new AssertionError("%s has %d ranges".formatted(job.id, ranges));
                }
                // Halves are tried depth first: one for each bit of a width, in each worker's
                // hands.
                if (troubled > 70 * inHandMost + 16 + StageState.WAITING_MAX) {
                    throw new AssertionError(
                            "%s has %d retries, %d due, %d wait; in hand at most %d"
                                    .formatted(
                                            job.id,
                                            stage.retries.size(),
                                            stage.due.size(),
                                            stage.waiting.size(),
                                            inHandMost));
                }
            }
        }
    }

    private void tick() {
        engine.tick();
        apply(new Event.TimePassed(agenda.nowNanos()));
        if (steps % 4 == 0) {
            core.takeChanged();
        }
        agenda.in(climate.tickNanos(), this::tick);
    }
}
