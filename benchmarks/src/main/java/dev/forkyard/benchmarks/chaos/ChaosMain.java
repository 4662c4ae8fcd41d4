package dev.forkyard.benchmarks.chaos;

import dev.forkyard.benchmarks.stand.Cluster;
import java.io.UncheckedIOException;

/**
 * Strikes a live pool and counts what that cost. Exits with 0 if nothing was lost, wrong,
 * duplicated or left behind, 1 if something was, 2 if too little happened to say (under 100 ended
 * jobs, or under half of the faults on busy workers), 3 on bad options.
 */
public final class ChaosMain {
    private static final int FAILED = 1;
    private static final int USAGE = 3;

    private ChaosMain() {}

    /** Runs it. */
    public static void main(String[] words) throws InterruptedException {
        ChaosConfig config;
        try {
            config = ChaosConfig.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println("forkyard: " + e.getMessage());
            System.exit(USAGE);
            return;
        }
        System.exit(run(config));
    }

    private static int run(ChaosConfig config) throws InterruptedException {
        System.err.printf(
                "chaos: %d s, kill %s/s, stop %s/s, oom %s/s, seed %d%n",
                config.length().toSeconds(),
                config.killsPerSecond(),
                config.stopsPerSecond(),
                config.oomsPerSecond(),
                config.seed());
        try (Cluster cluster =
                config.address()
                        .map(Cluster::at)
                        .orElseGet(() -> Cluster.start(config.workers()))) {
            return new ChaosRun(config, cluster).run();
        } catch (UncheckedIOException | IllegalStateException e) {
            System.err.println("forkyard: " + e.getMessage());
            return FAILED;
        }
    }
}
