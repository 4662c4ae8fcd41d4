package dev.forkyard.coordinator;

import dev.forkyard.coordinator.fleet.FleetConfig;
import dev.forkyard.coordinator.fleet.MemoryLimit;
import dev.forkyard.coordinator.fleet.WorkerLaunch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the workers of a pool live. Immutable.
 *
 * @param spares workers kept ready to take a place at once, 0…64, default 1
 * @param tasksMax tasks that a worker executes before it is replaced, ≥ 1; default unlimited
 * @param ageMax how long a worker serves before it is replaced, positive; default for ever
 * @param memoryBytes resident memory that a worker may have; default 512 MiB, or less on a small
 *     host
 * @param heapMegabytes a worker's heap, 16…1048576, default 448
 */
public record WorkerConfig(
        int spares,
        int tasksMax,
        Optional<Duration> ageMax,
        OptionalLong memoryBytes,
        int heapMegabytes) {
    /** What holds unless something is said. */
    public static final WorkerConfig DEFAULT =
            new WorkerConfig(
                    1,
                    FleetConfig.UNLIMITED,
                    Optional.empty(),
                    OptionalLong.empty(),
                    WorkerLaunch.HEAP_MEGABYTES_DEFAULT);

    private static final int HEAP_MEGABYTES_LEAST = 16;
    private static final int HEAP_MEGABYTES_MOST = 1 << 20;

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public WorkerConfig {
        check("spares", spares, 0, FleetConfig.SPARES_MAX);
        check("tasksMax", tasksMax, 1, FleetConfig.UNLIMITED);
        check("heapMegabytes", heapMegabytes, HEAP_MEGABYTES_LEAST, HEAP_MEGABYTES_MOST);
        if (ageMax.isPresent() && (ageMax.get().isNegative() || ageMax.get().isZero())) {
            throw new IllegalArgumentException("ageMax must be positive, was " + ageMax.get());
        }
    }

    /** The same with so many spares. */
    public WorkerConfig withSpares(int number) {
        return new WorkerConfig(number, tasksMax, ageMax, memoryBytes, heapMegabytes);
    }

    /**
     * @param longLived whether warming workers up pays
     */
    FleetConfig fleet(int workers, boolean longLived) {
        return FleetConfig.of(workers)
                .withSpares(spares)
                .withWarmUps(
                        longLived ? warmUpCores(Runtime.getRuntime().availableProcessors()) : 0)
                .withRecycling(tasksMax, ageMax.map(Duration::toNanos).orElse(FleetConfig.FOREVER));
    }

    /** One core is left to callers: a command's own JVM starts while the workers are idle. */
    static int warmUpCores(int cores) {
        return Math.max(1, cores - 1);
    }

    /**
     * The limit of one worker's memory on this host.
     *
     * @throws IllegalArgumentException if so many workers would have more than the host
     */
    MemoryLimit memory(int workers) {
        return MemoryLimit.of(
                memoryBytes, workers + spares, heapMegabytes, MemoryLimit.readHostBytes());
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be %d…%d, was %d".formatted(name, least, most, value));
        }
    }
}
