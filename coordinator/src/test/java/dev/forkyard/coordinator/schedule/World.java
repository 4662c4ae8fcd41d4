package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.JobId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * The core among simulated ports: each event is applied, checked and answered. Confined to one
 * thread; equal seeds give equal commands.
 */
final class World {
    private static final long TICK_NANOS = 250_000_000;

    final Agenda agenda = new Agenda();
    final Scheduler core;
    final SimulatedFleet fleet;
    final Ledger ledger;
    final Postman postman;

    private final Map<JobId, SimulatedJob> jobs = new HashMap<>();
    private final SimulatedPorts ports;
    private final CommandDigest digest = new CommandDigest();
    private final StringBuilder log = new StringBuilder();
    private final boolean logged;
    private int steps;
    private int inHandMost;

    World(Climate climate, SplittableRandom random, boolean logged) {
        this.logged = logged;
        this.core = new Scheduler(climate.config());
        this.ledger = new Ledger(climate.config().creditsMax());
        this.postman = new Postman(agenda, climate, random.split(), this::apply);
        this.fleet = new SimulatedFleet(agenda, postman, climate, random.split(), jobs);
        this.ports = new SimulatedPorts(agenda, postman, climate, random.split(), jobs, fleet);
        fleet.fill();
        tick();
    }

    /** A world without faults and with workers of one speed. */
    static World calm(int workers) {
        return new World(Climate.calm(workers), new SplittableRandom(1), false);
    }

    void submit(SimulatedJob job) {
        jobs.put(job.id(), job);
        apply(
                new Event.JobSubmitted(
                        agenda.nowNanos(),
                        job.id(),
                        CoreScript.TYPE,
                        job.priority(),
                        job.ephemeral(),
                        job.limits()));
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
        List<Command> commands = core.apply(event);
        if (logged) {
            log.append(event).append('\n');
            commands.forEach(command -> log.append("    → ").append(command).append('\n'));
        }
        Invariants.check(core.state());
        ledger.step(event, commands);
        checkMemory();
        for (Command command : commands) {
            command.applyTo(digest);
            command.applyTo(ports);
        }
    }

    private void checkMemory() {
        inHandMost = Math.max(inHandMost, core.attemptsInHand() + core.state().accepting.size());
        for (LiveJob job : core.state().jobs.values()) {
            for (StageState stage : job.stages) {
                int ranges = stage.unassigned.rangeCount() + stage.finished.rangeCount();
                int troubled = stage.retries.size() + stage.due.size() + stage.waiting.size();
                int apart = troubled + stage.givenUp.rangeCount();
                if (ranges > 4 * inHandMost + 16 + 2 * apart) {
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
        apply(new Event.TimePassed(agenda.nowNanos()));
        if (steps % 4 == 0) {
            core.takeChanged();
        }
        agenda.in(TICK_NANOS, this::tick);
    }
}
