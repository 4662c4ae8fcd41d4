package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.ListTupletsRequest;
import dev.forkyard.proto.v1.ListTupletsResponse;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.Stage;
import dev.forkyard.proto.v1.StageWorker;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.WaitJobRequest;
import dev.forkyard.proto.v1.Worker;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Figures that can be had in two ways: both are the same. */
class PrimeFiguresAcceptanceTest {
    private static final double NANOS_PER_SECOND = 1e9;

    /** The kernel counts in hundredths, by process and by user and system. */
    private static final double TICKS = 0.05;

    private static RunningCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = RunningCluster.start(2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void sieveAndFormulaAgreeAtRandomNumbersUpTo1e11() {
        for (int seed = 0; seed < 8; seed++) {
            long x = (long) Math.pow(10, 6 + 5 * new Random(seed).nextDouble());

            assertThat(count(x, Method.METHOD_SIEVE))
                    .as("seed %d, x %d", seed, x)
                    .isEqualTo(count(x, Method.METHOD_PI));
        }
    }

    /** The slots' threads do most of what workers do; compilers and the link do the rest. */
    @Test
    void cpuTimeOfAStageIsWhatTheKernelCounted() {
        run(5_000_000_000L);
        Map<Long, Double> before = cpuSeconds();

        Stage stage = run(20_000_000_000L).getStages(0);

        Map<Long, Double> after = cpuSeconds();
        double counted = 0;
        for (StageWorker worker : stage.getWorkersList()) {
            assertThat(before).containsKey(worker.getPid());
            double spent =
                    after.getOrDefault(worker.getPid(), 0.0)
                            - before.getOrDefault(worker.getPid(), 0.0);
            assertThat(seconds(worker.getCpuTime())).isLessThan(spent + TICKS);
            counted += spent;
        }
        double reported = seconds(stage.getCpuTime());
        assertThat(reported).isBetween(0.7 * counted - TICKS, counted + 2 * TICKS);
    }

    @Test
    void listOfTupletsHasThemAllOnce() {
        // primesieve 100000000 -c2: 440312 twins.
        long last = 0;
        long count = 0;
        long next = 0;
        for (Iterator<ListTupletsResponse> chunks = twins(0, 100_000_001); chunks.hasNext(); ) {
            ListTupletsResponse chunk = chunks.next();
            assertThat(chunk.getRange().getStart()).isEqualTo(next);
            assertThat(chunk.getMembersCount()).isEqualTo(2 * (int) chunk.getCount());
            next = chunk.getRange().getEnd();
            count += chunk.getCount();
            for (int at = 0; at < chunk.getMembersCount(); at += 2) {
                assertThat(chunk.getMembers(at)).isGreaterThan(last);
                last = chunk.getMembers(at);
                assertThat(chunk.getMembers(at + 1)).isEqualTo(last + 2);
            }
        }

        assertThat(next).isEqualTo(100_000_001);
        assertThat(count).isEqualTo(440_312);
    }

    private static Iterator<ListTupletsResponse> twins(long start, long end) {
        return cluster.primes()
                .listTuplets(
                        ListTupletsRequest.newBuilder()
                                .setRange(Range.newBuilder().setStart(start).setEnd(end))
                                .setSize(2)
                                .build());
    }

    private static long count(long x, Method method) {
        return cluster.primes()
                .countPrimes(
                        CountPrimesRequest.newBuilder()
                                .addRanges(Range.newBuilder().setEnd(x + 1))
                                .setMethod(method)
                                .build())
                .getTotal();
    }

    private static Job run(long end) {
        String id =
                cluster.jobs()
                        .submitJob(
                                SubmitJobRequest.newBuilder()
                                        .setSpec(RunningCluster.sieveJob(0, end))
                                        .build())
                        .getJob()
                        .getJobId();
        Job job = cluster.jobs().waitJob(WaitJobRequest.newBuilder().setJobId(id).build()).getJob();
        assertThat(job.getState()).isEqualTo(JobState.JOB_STATE_SUCCEEDED);
        return job;
    }

    private static Map<Long, Double> cpuSeconds() {
        Map<Long, Double> seconds = new HashMap<>();
        for (Worker worker : cluster.workers()) {
            seconds.put(worker.getPid(), Processes.cpuSeconds(worker.getPid()));
        }
        return seconds;
    }

    private static double seconds(com.google.protobuf.Duration time) {
        return time.getSeconds() + time.getNanos() / NANOS_PER_SECOND;
    }
}
