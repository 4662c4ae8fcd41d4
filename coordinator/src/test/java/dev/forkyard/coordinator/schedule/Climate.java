package dev.forkyard.coordinator.schedule;

import java.util.SplittableRandom;

/**
 * How rough a simulated world is. Shares are probabilities per occasion, 0…1. Immutable.
 *
 * @param roughNanos until when faults occur; after that everything works
 * @param lateNanos the longest delay of a message
 * @param duplicate messages that arrive twice
 * @param death attempts under which the worker dies
 * @param thrown attempts that throw
 * @param hang attempts that never return
 * @param deaf attempts that ignore a cancellation until they are killed
 * @param empty yields that return nothing
 * @param broken store, plan and gather requests that fail
 * @param cancelled jobs that somebody cancels
 * @param kills workers killed from outside in the rough time
 * @param outages times at which all workers go
 * @param drains whether the coordinator drains
 * @param tickNanos between two TimePassed
 * @param lost messages of start and progress that get lost
 * @param stale lists of slots that arrive as they were when they were sent
 * @param slow workers that are twenty times as slow as the others
 * @param tasksMax tasks of one worker until it is recycled
 * @param resizes changes of the number of workers in the rough time
 * @param restarts times at which the coordinator starts anew
 * @param resent submissions that come twice
 * @param forked whether the workers are the real fleet's; else they do whatever the core's contract
 *     with an engine lets them do
 */
record Climate(
        SchedulerConfig config,
        int workers,
        int jobs,
        long roughNanos,
        long lateNanos,
        double duplicate,
        double death,
        double thrown,
        double hang,
        double deaf,
        double empty,
        double broken,
        double cancelled,
        int kills,
        int outages,
        boolean drains,
        long tickNanos,
        double lost,
        double stale,
        double slow,
        int tasksMax,
        int resizes,
        int restarts,
        double resent,
        boolean forked) {
    private static final int UNLIMITED = SlotOffer.UNLIMITED;

    /** A world in which everything works at once. */
    static Climate calm(int workers) {
        return new Climate(
                SchedulerConfig.DEFAULT,
                workers,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                250_000_000,
                0,
                0,
                0,
                UNLIMITED,
                0,
                0,
                0,
                false);
    }

    static Climate draw(SplittableRandom random) {
        int jobs = 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 8);
        SchedulerConfig config =
                new SchedulerConfig(
                        1 + random.nextInt(2 * jobs),
                        100_000_000,
                        random.nextBoolean() ? 100_000_000 : 300_000_000,
                        2_000_000,
                        random.nextBoolean() ? 10_000_000_000L : 300_000_000,
                        250_000_000,
                        random.nextBoolean() ? 1_000_000 : 20_000_000,
                        random.nextBoolean() ? 16 : 1 + random.nextInt(4),
                        random.nextBoolean() ? 5_000_000 : 50_000_000);
        return new Climate(
                config,
                1 + random.nextInt(random.nextInt(8) == 0 ? 24 : 5),
                jobs,
                500_000_000L + random.nextLong(2_500_000_000L),
                1 + random.nextLong(random.nextBoolean() ? 1_000_000 : 200_000_000),
                share(random, 0.3),
                share(random, 0.1),
                share(random, 0.1),
                share(random, 0.05),
                share(random, 0.5),
                share(random, 0.5),
                share(random, 0.02),
                share(random, 0.4),
                random.nextInt(6),
                random.nextInt(8) == 0 ? 1 : 0,
                random.nextInt(12) == 0,
                random.nextInt(4) == 0 ? 25_000_000 : 250_000_000,
                share(random, 0.1),
                share(random, 0.3),
                share(random, 0.2),
                random.nextInt(4) == 0 ? 1 + random.nextInt(20) : UNLIMITED,
                random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0,
                random.nextInt(16) == 0 ? 1 : 0,
                share(random, 0.3),
                random.nextInt(3) == 0);
    }

    /** Half of the worlds know nothing of a fault. */
    private static double share(SplittableRandom random, double most) {
        return random.nextBoolean() ? random.nextDouble() * most : 0;
    }
}
