package dev.forkyard.coordinator;

import dev.forkyard.coordinator.fleet.FleetConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a coordinator runs. Immutable.
 *
 * @param workers worker processes, 1…1024, default the cores that this process may use
 * @param grpcAddress where it answers gRPC; empty for in-process callers only
 * @param httpAddress where it answers HTTP; empty for not at all
 * @param dataDirectory where it keeps logs and state; empty for nowhere
 * @param drainTimeout how long work in hand may take when it is closed, default 10 s
 * @param recordsArchive whether a missing startup archive of workers is made in the background
 * @param testJobs whether jobs that misbehave on purpose are taken
 * @param worker how its workers live
 * @param doors how its public ports behave
 */
public record CoordinatorConfig(
        int workers,
        Optional<InetSocketAddress> grpcAddress,
        Optional<InetSocketAddress> httpAddress,
        Optional<Path> dataDirectory,
        Duration drainTimeout,
        boolean recordsArchive,
        boolean testJobs,
        WorkerConfig worker,
        DoorConfig doors) {
    /** How long work in hand may take unless told otherwise. */
    public static final Duration DRAIN_TIMEOUT_DEFAULT = Duration.ofSeconds(10);

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public CoordinatorConfig {
        if (workers < 1 || workers > FleetConfig.WORKERS_MAX) {
            throw new IllegalArgumentException(
                    "workers must be 1…%d, was %d".formatted(FleetConfig.WORKERS_MAX, workers));
        }
        if (drainTimeout.isNegative()) {
            throw new IllegalArgumentException("drainTimeout must be ≥ 0, was " + drainTimeout);
        }
    }

    /** As above with the usual doors. */
    public CoordinatorConfig(
            int workers,
            Optional<InetSocketAddress> grpcAddress,
            Optional<InetSocketAddress> httpAddress,
            Optional<Path> dataDirectory,
            Duration drainTimeout,
            boolean recordsArchive,
            boolean testJobs,
            WorkerConfig worker) {
        this(
                workers,
                grpcAddress,
                httpAddress,
                dataDirectory,
                drainTimeout,
                recordsArchive,
                testJobs,
                worker,
                DoorConfig.DEFAULT);
    }

    /**
     * A pool for the calls of one process: no port, no files, and captchas' answers for the asking:
     * who runs it is its operator.
     *
     * @param workers 0 for the cores that this process may use
     */
    public static CoordinatorConfig privatePool(int workers) {
        return new CoordinatorConfig(
                workers == 0 ? defaultWorkers() : workers,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                false,
                false,
                WorkerConfig.DEFAULT.withSpares(0),
                DoorConfig.PRIVATE);
    }

    /** The cores that this process may use, by its affinity and its cgroup's quota. */
    public static int defaultWorkers() {
        return Math.min(Runtime.getRuntime().availableProcessors(), FleetConfig.WORKERS_MAX);
    }
}
