package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.proto.v1.CancelJobRequest;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.WaitJobRequest;
import dev.forkyard.proto.v1.Worker;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class KillAcceptanceTest {
    private static final long FROM = 2_000_000_000L;
    private static final long TO = 12_000_000_000L;

    /** {@code primesieve 2000000000 11999999999}. */
    private static final long PRIMES = 443_333_564L;

    @Test
    void killedWorkerCostsNothingButTime() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(2)) {
            String job = submit(cluster);
            Worker victim = cluster.awaitBusyWorker();

            Processes.signal("KILL", victim.getPid());
            Duration replaced =
                    Await.until(
                            "another worker is up",
                            Duration.ofSeconds(60),
                            () ->
                                    cluster.workers().stream()
                                                    .filter(w -> w.getPid() != victim.getPid())
                                                    .filter(w -> w.getStateValue() != 1)
                                                    .count()
                                            >= 2);
            System.out.println("worker replaced after " + replaced.toMillis() + " ms");

            Job ended = waitFor(cluster, job);
            assertThat(ended.getState()).isEqualTo(JobState.JOB_STATE_SUCCEEDED);
            assertThat(ended.getResult().getCountPrimes().getTotal()).isEqualTo(PRIMES);
        }
    }

    /** Busy and idle workers: three of them, and one task of a sleep. */
    @RepeatedTest(3)
    void workersDoNotOutliveAKilledCoordinator() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(3, "--enable-test-jobs")) {
            ChaosJobs.submit(
                    cluster,
                    ChaosJobs.spec(ChaosJobs.items(1, ChaosWork.CHAOS_WORK_SLEEP, 600_000)));
            cluster.awaitBusyWorker();

            Duration gone = cluster.killCoordinator();

            System.out.println("last worker gone after " + gone.toMillis() + " ms");
        }
    }

    @Test
    void cancelledJobEndsAndFreesItsWorkers() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(2)) {
            String job = submit(cluster);
            cluster.awaitBusyWorker();

            cluster.jobs().cancelJob(CancelJobRequest.newBuilder().setJobId(job).build());

            assertThat(waitFor(cluster, job).getState()).isEqualTo(JobState.JOB_STATE_CANCELLED);
            assertThat(cluster.primes().countPrimes(RunningCluster.sieve(0, 1_000_000)).getTotal())
                    .isEqualTo(78_498);
        }
    }

    private static String submit(RunningCluster cluster) {
        return cluster.jobs()
                .submitJob(
                        SubmitJobRequest.newBuilder()
                                .setSpec(RunningCluster.sieveJob(FROM, TO))
                                .build())
                .getJob()
                .getJobId();
    }

    private static Job waitFor(RunningCluster cluster, String job) {
        return cluster.jobs().waitJob(WaitJobRequest.newBuilder().setJobId(job).build()).getJob();
    }
}
