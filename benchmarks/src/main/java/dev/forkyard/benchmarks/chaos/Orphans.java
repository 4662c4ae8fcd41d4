package dev.forkyard.benchmarks.chaos;

import dev.forkyard.benchmarks.stand.Cluster;
import dev.forkyard.benchmarks.stand.ProcessReading;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Finds processes that should be gone, by /proc alone. Stateless. */
final class Orphans {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Orphans() {}

    /**
     * Waits some seconds for the last to go and returns those that do not.
     *
     * @param seen processes of the cluster that were ever known
     * @param rightful those of them that may still run
     */
    static Set<Long> left(Cluster cluster, Collection<Long> seen, Collection<Long> rightful) {
        long start = System.nanoTime();
        Set<Long> left = look(cluster, seen, rightful);
        while (!left.isEmpty() && System.nanoTime() - start < PATIENCE_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
            left = look(cluster, seen, rightful);
        }
        return left;
    }

    private static Set<Long> look(
            Cluster cluster, Collection<Long> seen, Collection<Long> rightful) {
        Set<Long> left = new HashSet<>();
        cluster.mark().map(ProcessReading::withEnvironment).ifPresent(left::addAll);
        seen.stream().filter(ProcessReading::isRunning).forEach(left::add);
        left.removeAll(rightful);
        return left;
    }
}
