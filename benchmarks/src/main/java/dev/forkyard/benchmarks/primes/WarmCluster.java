package dev.forkyard.benchmarks.primes;

import dev.forkyard.benchmarks.stand.Cluster;
import dev.forkyard.benchmarks.stand.ProcessReading;
import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.JobStream;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.Worker;

/**
 * A cluster with a connected client, whose workers have counted before. Confined to one thread.
 * Closing ends the cluster.
 */
final class WarmCluster implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Cluster cluster;
    private final ForkyardClient client;

    private WarmCluster(Cluster cluster) {
        this.cluster = cluster;
        client = cluster.connect();
    }

    /** Starts one and lets it count until its code is compiled. */
    static WarmCluster start(int workers) {
        WarmCluster warm = new WarmCluster(Cluster.start(workers));
        for (int round = 0; round < 3; round++) {
            warm.count(0, 3_000_000_000L, Method.METHOD_SIEVE);
            warm.count(0, 1_000_000_000_000L, Method.METHOD_PI);
        }
        return warm;
    }

    /** Where it answers gRPC, as HOST:PORT. */
    String address() {
        return cluster.address();
    }

    /** Counts the primes of [start, end): from the call's sending to the answer. */
    Run count(long start, long end, Method method) {
        JobSpec spec =
                JobSpec.newBuilder()
                        .setCountPrimes(
                                CountPrimesRequest.newBuilder()
                                        .setMethod(method)
                                        .addRanges(Range.newBuilder().setStart(start).setEnd(end)))
                        .build();
        double cpu = cpuSeconds();
        long sent = System.nanoTime();
        try (JobStream stream = client.run(spec)) {
            Job last = stream.last();
            double wall = (System.nanoTime() - sent) / NANOS_PER_SECOND;
            if (last.getState() != JobState.JOB_STATE_SUCCEEDED) {
                throw new IllegalStateException(
                        "%s ended as %s: %s"
                                .formatted(
                                        new UnsignedRange(start, end),
                                        last.getState(),
                                        last.getError().getMessage()));
            }
            long total = last.getResult().getCountPrimes().getTotal();
            return new Run(wall, cpuSeconds() - cpu, Long.toUnsignedString(total));
        }
    }

    private double cpuSeconds() {
        long nanos = 0;
        for (Worker worker : client.workers()) {
            nanos += ProcessReading.cpuNanos(worker.getPid()).orElse(0);
        }
        return nanos / NANOS_PER_SECOND;
    }

    @Override
    public void close() {
        client.close();
        cluster.close();
    }
}
