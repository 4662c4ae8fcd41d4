package dev.forkyard.benchmarks.chaos;

import dev.forkyard.benchmarks.stand.Options;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a run does. Immutable.
 *
 * @param length how long jobs are submitted and faults strike
 * @param killsPerSecond SIGKILL to a worker
 * @param stopsPerSecond SIGSTOP to a worker
 * @param oomsPerSecond jobs, one item of which fills the heap
 * @param jobs how many are under way at once
 * @param address of a cluster that runs already; empty to start one
 */
record ChaosConfig(
        Duration length,
        double killsPerSecond,
        double stopsPerSecond,
        double oomsPerSecond,
        long seed,
        Sabotage sabotage,
        int workers,
        int jobs,
        Optional<String> address) {
    private static final List<String> OPTIONS =
            List.of(
                    "--minutes",
                    "--seconds",
                    "--kill",
                    "--stop",
                    "--oom",
                    "--seed",
                    "--sabotage",
                    "--workers",
                    "--jobs",
                    "--address");
    private static final int SECONDS_MAX = 7 * 24 * 3600;
    private static final int MILLIS = 1000;

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with a line for the user
     */
    static ChaosConfig parse(String[] words) {
        Options options = Options.parse(words, OPTIONS);
        double minutes = options.decimal("--minutes", 0, 0, SECONDS_MAX / 60);
        double seconds = options.decimal("--seconds", minutes > 0 ? 0 : 60, 0, SECONDS_MAX);
        long millis = Math.round((60 * minutes + seconds) * MILLIS);
        if (millis <= 0) {
            throw new IllegalArgumentException("--minutes and --seconds must be above 0");
        }
        long seed =
                options.text("--seed").isPresent()
                        ? options.number("--seed", 0, 0, Integer.MAX_VALUE)
                        : ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        return new ChaosConfig(
                Duration.ofMillis(millis),
                options.perSecond("--kill", 1),
                options.perSecond("--stop", 0.2),
                options.perSecond("--oom", 0.1),
                seed,
                options.text("--sabotage").map(Sabotage::parse).orElse(Sabotage.NONE),
                options.number("--workers", 2, 1, 64),
                options.number("--jobs", 6, 1, 1000),
                options.text("--address"));
    }
}
