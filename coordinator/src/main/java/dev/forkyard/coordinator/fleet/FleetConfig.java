package dev.forkyard.coordinator.fleet;

/**
 * The numbers behind the rules of workers' lives. Immutable.
 *
 * @param workers how many there should be at the start, 1…{@value #WORKERS_MAX}
 * @param spares how many more are kept ready to take a place at once, 0…{@value #SPARES_MAX}
 * @param tasksPerWorkerMax after so many attempts a worker is replaced; {@link #UNLIMITED}: never
 * @param servingNanosMax after serving so long a worker is replaced; {@link #FOREVER}: never
 * @param startTimeoutNanos a worker that has not registered by then is killed, default 60 s
 * @param leaveGraceNanos how long a worker that has nothing left to do may take to leave, and in
 *     the stop of the coordinator also one that has, default 2 s
 * @param backoffFirstNanos the pause after a first failed start, doubled by each further one,
 *     default 100 ms
 * @param backoffMostNanos the longest such pause, default 10 s
 * @param failedStartsMax so many failed starts in a row, without any ready worker, mean that none
 *     can be had, default 3
 * @param warmUpCores how many cores tasks and those that warm up code may take together before
 *     nobody else begins to; 0: nothing is warmed up, for a pool that is gone soon; default 0
 */
public record FleetConfig(
        int workers,
        int spares,
        int tasksPerWorkerMax,
        long servingNanosMax,
        long startTimeoutNanos,
        long leaveGraceNanos,
        long backoffFirstNanos,
        long backoffMostNanos,
        int failedStartsMax,
        int warmUpCores) {
    /** The most workers that one coordinator forks. */
    public static final int WORKERS_MAX = 1024;

    /** The most spares that one coordinator keeps. */
    public static final int SPARES_MAX = 64;

    /** Workers take any number of attempts. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Workers serve for any time. */
    public static final long FOREVER = Long.MAX_VALUE;

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public FleetConfig {
        check("workers", workers, 1, WORKERS_MAX);
        check("spares", spares, 0, SPARES_MAX);
        check("tasksPerWorkerMax", tasksPerWorkerMax, 1, UNLIMITED);
        check("servingNanosMax", servingNanosMax, 1, FOREVER);
        check("warmUpCores", warmUpCores, 0, Integer.MAX_VALUE);
    }

    /** The defaults for so many workers, without spares. */
    public static FleetConfig of(int workers) {
        return new FleetConfig(
                workers,
                0,
                UNLIMITED,
                FOREVER,
                60_000_000_000L,
                2_000_000_000L,
                100_000_000L,
                10_000_000_000L,
                3,
                0);
    }

    /** The same with so many spares. */
    public FleetConfig withSpares(int number) {
        return with(number, tasksPerWorkerMax, servingNanosMax, warmUpCores);
    }

    /** The same with workers replaced after so many attempts, or after serving so long. */
    public FleetConfig withRecycling(int tasksMax, long nanosMax) {
        return with(spares, tasksMax, nanosMax, warmUpCores);
    }

    /** The same with workers that warm up what they will need, on a machine of so many cores. */
    public FleetConfig withWarmUps(int cores) {
        return with(spares, tasksPerWorkerMax, servingNanosMax, cores);
    }

    private FleetConfig with(int newSpares, int tasksMax, long nanosMax, int cores) {
        return new FleetConfig(
                workers,
                newSpares,
                tasksMax,
                nanosMax,
                startTimeoutNanos,
                leaveGraceNanos,
                backoffFirstNanos,
                backoffMostNanos,
                failedStartsMax,
                cores);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be %d…%d, was %d".formatted(name, least, most, value));
        }
    }
}
