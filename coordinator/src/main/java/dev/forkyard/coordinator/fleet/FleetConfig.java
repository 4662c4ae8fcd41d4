package dev.forkyard.coordinator.fleet;

/**
 * The numbers behind the rules of workers' lives. Immutable.
 *
 * @param workers how many there should be, 1…{@value #WORKERS_MAX}
 * @param startTimeoutNanos a worker that has not registered by then is killed, default 60 s
 * @param killGraceNanos how long a cancelled attempt may go on, and a draining worker may live,
 *     before it is killed, default 2 s
 * @param backoffFirstNanos the pause after a first failed start, doubled by each further one,
 *     default 100 ms
 * @param backoffMostNanos the longest such pause, default 10 s
 * @param failedStartsMax so many failed starts in a row, without any ready worker, mean that none
 *     can be had, default 3
 */
public record FleetConfig(
        int workers,
        long startTimeoutNanos,
        long killGraceNanos,
        long backoffFirstNanos,
        long backoffMostNanos,
        int failedStartsMax) {
    /** The most workers that one coordinator forks. */
    public static final int WORKERS_MAX = 1024;

    /**
     * @throws IllegalArgumentException if the number of workers is out of its range
     */
    public FleetConfig {
        if (workers < 1 || workers > WORKERS_MAX) {
            throw new IllegalArgumentException(
                    "workers must be 1…%d, was %d".formatted(WORKERS_MAX, workers));
        }
    }

    /** The defaults for so many workers. */
    public static FleetConfig of(int workers) {
        return new FleetConfig(
                workers, 60_000_000_000L, 2_000_000_000L, 100_000_000L, 10_000_000_000L, 3);
    }
}
