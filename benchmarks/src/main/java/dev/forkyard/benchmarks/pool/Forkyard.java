package dev.forkyard.benchmarks.pool;

import dev.forkyard.benchmarks.stand.Cluster;
import dev.forkyard.benchmarks.stand.ProcessReading;
import dev.forkyard.benchmarks.stand.Samples;
import dev.forkyard.benchmarks.stand.Specs;
import dev.forkyard.client.ForkyardClient;
import dev.forkyard.common.id.JobId;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobServiceGrpc;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.RunJobRequest;
import dev.forkyard.proto.v1.RunJobResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** What is measured of a running cluster, each by one method. Confined to one thread. */
final class Forkyard implements AutoCloseable {
    private static final int IN_FLIGHT = 256;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ManagedChannel channel;
    private final ForkyardClient client;
    private final long coordinator;

    Forkyard(Cluster cluster) {
        channel =
                NettyChannelBuilder.forTarget(cluster.address())
                        .usePlaintext()
                        .directExecutor()
                        .build();
        client = ForkyardClient.on(channel);
        coordinator = client.cluster().getCoordinator().getPid();
    }

    /** A rate, and what each cost the coordinator. */
    record Throughput(double perSecond, double cpuMicros) {}

    ForkyardClient client() {
        return client;
    }

    long coordinatorPid() {
        return coordinator;
    }

    /** One job of items that do nothing, from its submission to its answer. */
    Throughput items(long items, boolean oneItemATask) {
        JobSpec spec = Specs.noop(items);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        Job job = client.submit(oneItemATask ? Specs.oneItemATask(spec) : spec);
        Job ended = client.waitFor(new JobId(job.getJobId()));
        double nanos = System.nanoTime() - start;
        requireExact(ended, items);
        return new Throughput(
                items * NANOS_PER_SECOND / nanos, (cpuNanos() - cpu) / NANOS_PER_MICRO / items);
    }

    /** The shortest unary call that a worker has to answer: whether 2 is a prime. */
    Samples unaryMicros(int calls) {
        PrimeServiceGrpc.PrimeServiceBlockingStub primes =
                PrimeServiceGrpc.newBlockingStub(channel);
        CountPrimesRequest request =
                CountPrimesRequest.newBuilder()
                        .addRanges(Range.newBuilder().setStart(2).setEnd(3))
                        .build();
        double[] micros = new double[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            long total = primes.countPrimes(request).getTotal();
            micros[i] = (System.nanoTime() - start) / NANOS_PER_MICRO;
            if (total != 1) {
                throw new IllegalStateException("2..3 has one prime, not " + total);
            }
        }
        return Samples.of(micros);
    }

    /** A job of one item that does nothing, by RunJob: its snapshots up to the last. */
    Samples runJobMicros(int calls) {
        JobServiceGrpc.JobServiceBlockingStub jobs = JobServiceGrpc.newBlockingStub(channel);
        RunJobRequest request = RunJobRequest.newBuilder().setSpec(Specs.noop(1)).build();
        double[] micros = new double[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            Job last = Job.getDefaultInstance();
            for (Iterator<RunJobResponse> all = jobs.runJob(request); all.hasNext(); ) {
                last = all.next().getJob();
            }
            micros[i] = (System.nanoTime() - start) / NANOS_PER_MICRO;
            requireExact(last, 1);
        }
        return Samples.of(micros);
    }

    /** Jobs of one item, many in flight. */
    double jobsPerSecond(int jobs) throws InterruptedException {
        JobServiceGrpc.JobServiceStub stub = JobServiceGrpc.newStub(channel);
        RunJobRequest request = RunJobRequest.newBuilder().setSpec(Specs.noop(1)).build();
        Semaphore room = new Semaphore(IN_FLIGHT);
        AtomicLong failed = new AtomicLong();
        long start = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            room.acquire();
            stub.runJob(request, new Ending(room, failed));
        }
        room.acquire(IN_FLIGHT);
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " of " + jobs + " jobs failed");
        }
        return jobs * NANOS_PER_SECOND / (System.nanoTime() - start);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private long cpuNanos() {
        return ProcessReading.cpuNanos(coordinator)
                .orElseThrow(() -> new IllegalStateException("the coordinator is gone"));
    }

    private static void requireExact(Job job, long items) {
        if (job.getState() != JobState.JOB_STATE_SUCCEEDED
                || job.getResult().getChaosItems().getCount() != items) {
            throw new IllegalStateException(
                    "a job of %d items ended as %s with count %d: %s"
                            .formatted(
                                    items,
                                    job.getState(),
                                    job.getResult().getChaosItems().getCount(),
                                    job.getError().getMessage()));
        }
    }

    private record Ending(Semaphore room, AtomicLong failed)
            implements StreamObserver<RunJobResponse> {
        @Override
        public void onNext(RunJobResponse response) {}

        @Override
        public void onError(Throwable cause) {
            failed.incrementAndGet();
            room.release();
        }

        @Override
        public void onCompleted() {
            room.release();
        }
    }
}
