package dev.forkyard.coordinator.schedule;

import java.util.SplittableRandom;

/**
 * One life of the core, decided by a seed: jobs come and are cancelled while everything around
 * fails; then the faults stop, and all must end. Confined to one thread.
 */
final class Simulation {
    /**
     * Within so many steps some job ends, once the faults stopped. Some hundred are usual; one slow
     * worker, on which a few large jobs take turns, needs more than 40,000, one of a million seeds
     * more than 100,000. A livelock has no end.
     */
    private static final int CALM_STEPS_MAX = 200_000;

    private final long seed;
    private final Climate climate;
    private final World world;

    Simulation(long seed, boolean logged) {
        SplittableRandom random = new SplittableRandom(seed);
        this.seed = seed;
        this.climate = Climate.draw(random);
        this.world = new World(climate, random.split(), logged);
        script(random);
    }

    /**
     * Lives it.
     *
     * @throws AssertionError naming the seed
     */
    World run() {
        try {
            world.runUntil(() -> world.agenda.nowNanos() > climate.roughNanos(), CALM_STEPS_MAX);
            while (!isOver()) {
                int live = world.core.liveJobs();
                world.runUntil(() -> isOver() || world.core.liveJobs() < live, CALM_STEPS_MAX);
            }
            Invariants.check(world.core.state());
            return world;
        } catch (AssertionError | RuntimeException broken) {
            String replay =
                    "seed %d; replay with -Dforkyard.simulation.seed=%d: %s, step %d at %d ns";
            String where =
                    replay.formatted(
                            seed,
                            seed,
                            broken.getMessage(),
                            world.steps(),
                            world.agenda.nowNanos());
            throw new AssertionError(where + "\n" + world.log(), broken);
        }
    }

    private void script(SplittableRandom random) {
        for (int number = 0; number < climate.jobs(); number++) {
            SimulatedJob job = SimulatedJob.draw(random, number);
            boolean atOnce = random.nextInt(3) == 0;
            long at = atOnce ? 0 : random.nextLong(climate.roughNanos());
            world.agenda.in(at, () -> world.submit(job));
            if (random.nextDouble() < climate.resent()) {
                world.agenda.in(
                        at + random.nextLong(climate.roughNanos()),
                        () -> {
                            if (world.knows(job)) {
                                world.submitAgain(job);
                            }
                        });
            }
            if (random.nextDouble() < climate.cancelled()) {
                // From before the store answers to long after the end.
                long later = at + (long) Math.pow(10, 5 + 4.5 * random.nextDouble());
                world.agenda.in(
                        later, () -> world.apply(new Event.CancelRequested(now(), job.id())));
            }
        }
        for (int kill = 0; kill < climate.kills(); kill++) {
            world.agenda.in(random.nextLong(climate.roughNanos()), world.engine::strike);
        }
        for (int outage = 0; outage < climate.outages(); outage++) {
            long nanos = random.nextLong(climate.roughNanos());
            world.agenda.in(
                    random.nextLong(climate.roughNanos()), () -> world.engine.outage(nanos));
        }
        for (int resize = 0; resize < climate.resizes(); resize++) {
            world.agenda.in(random.nextLong(climate.roughNanos()), world.engine::resize);
        }
        for (int restart = 0; restart < climate.restarts(); restart++) {
            world.agenda.in(random.nextLong(climate.roughNanos()), world::restart);
        }
        // The engine's last word is true.
        world.agenda.in(climate.roughNanos() + climate.lateNanos(), world.engine::fill);
        if (climate.drains()) {
            world.agenda.in(
                    random.nextLong(climate.roughNanos()),
                    () -> world.apply(new Event.DrainRequested(now())));
        }
    }

    private long now() {
        return world.agenda.nowNanos();
    }

    /** All jobs ended, but for those that a drain holds back and that have nothing under way. */
    private boolean isOver() {
        SchedulerState state = world.core.state();
        if (!state.inHand.isEmpty() || !state.accepting.isEmpty()) {
            return false;
        }
        for (LiveJob job : state.jobs.values()) {
            boolean held = state.draining && !job.ephemeral && job.hasWork();
            if (!held) {
                return false;
            }
        }
        return true;
    }
}
