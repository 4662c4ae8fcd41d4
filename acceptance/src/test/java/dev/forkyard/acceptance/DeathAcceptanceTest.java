package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.proto.v1.AttemptOutcome;
import dev.forkyard.proto.v1.ChaosFault;
import dev.forkyard.proto.v1.ChaosFaultKind;
import dev.forkyard.proto.v1.ChaosItemsRequest;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.ExecutionPolicy;
import dev.forkyard.proto.v1.FailurePolicy;
import dev.forkyard.proto.v1.GetJobRequest;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.TaskFailure;
import dev.forkyard.proto.v1.Worker;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Workers die, of their tasks or for no reason, and each answer is still exact. */
class DeathAcceptanceTest {
    private static final String TEST_JOBS = "--enable-test-jobs";
    private static final long MIB = 1 << 20;

    @Test
    void killedWorkerLosesNoneOfTheQueuedTasks() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(2, TEST_JOBS)) {
            JobSpec hundred =
                    ChaosJobs.spec(
                            ChaosJobs.items(100, ChaosWork.CHAOS_WORK_SLEEP, 10),
                            ChaosJobs.policy().setMaxItemsPerTask(1));
            for (int round = 0; round < 5; round++) {
                String job = ChaosJobs.submit(cluster, hundred);

                Processes.signal("KILL", cluster.awaitBusyWorker().getPid());

                Job ended = ChaosJobs.await(cluster, job);
                assertThat(ended.getState()).isEqualTo(JobState.JOB_STATE_SUCCEEDED);
                ChaosJobs.assertAll(ended, 100);
            }
        }
    }

    @Test
    void onePoisonousItemOfTenThousandIsFoundAndNamed() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(2, TEST_JOBS)) {
            Job ended =
                    look(
                            cluster,
                            ChaosJobs.run(
                                    cluster,
                                    ChaosJobs.spec(
                                            poisoned(
                                                    10_000,
                                                    ChaosFaultKind.CHAOS_FAULT_KIND_SEGV,
                                                    4711))));

            assertThat(ended.getState()).isEqualTo(JobState.JOB_STATE_PARTIALLY_SUCCEEDED);
            ChaosJobs.assertAllBut(ended, 10_000, 4711);
            assertThat(ended.getGivenUpList()).hasSize(1);
            assertThat(ended.getGivenUp(0).getPart())
                    .isEqualTo(Range.newBuilder().setStart(4711).setEnd(4712).build());
            // 4 + log2(10,000), rounded up.
            assertThat(ended.getFailuresTotal()).isBetween(3L, 18L);
        }
    }

    @Test
    void eachDeathIsCalledByItsNameAndLeavesAnAutopsy() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(2, TEST_JOBS)) {
            TaskFailure exit = death(cluster, ChaosFaultKind.CHAOS_FAULT_KIND_EXIT, 3);
            TaskFailure halt = death(cluster, ChaosFaultKind.CHAOS_FAULT_KIND_HALT, 4);
            TaskFailure crash = death(cluster, ChaosFaultKind.CHAOS_FAULT_KIND_SEGV, 0);
            TaskFailure heap = death(cluster, ChaosFaultKind.CHAOS_FAULT_KIND_HEAP, 0);

            assertThat(exit.getOutcome()).isEqualTo(AttemptOutcome.ATTEMPT_OUTCOME_EXITED);
            assertThat(exit.getAutopsy().getExitCode()).isEqualTo(3);
            assertThat(halt.getOutcome()).isEqualTo(AttemptOutcome.ATTEMPT_OUTCOME_EXITED);
            assertThat(halt.getAutopsy().getExitCode()).isEqualTo(4);
            assertThat(crash.getOutcome()).isEqualTo(AttemptOutcome.ATTEMPT_OUTCOME_SIGNALLED);
            assertThat(crash.getAutopsy().getErrorFile()).contains("SIGSEGV");
            assertThat(heap.getOutcome()).isEqualTo(AttemptOutcome.ATTEMPT_OUTCOME_HEAP_OOM);
        }
    }

    @Test
    void leakOfNativeMemoryEndsAtTheLimit() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(1, TEST_JOBS)) {
            TaskFailure leak = death(cluster, ChaosFaultKind.CHAOS_FAULT_KIND_NATIVE, 50);

            assertThat(leak.getOutcome()).isEqualTo(AttemptOutcome.ATTEMPT_OUTCOME_MEMORY_LIMIT);
            assertThat(leak.getAutopsy().getPeakRssBytes()).isGreaterThan(100 * MIB);
        }
    }

    @Test
    void stoppedWorkerIsFoundAndItsTaskRunsAgain() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(2, TEST_JOBS)) {
            String job =
                    ChaosJobs.submit(
                            cluster,
                            ChaosJobs.spec(ChaosJobs.items(200, ChaosWork.CHAOS_WORK_SLEEP, 10)));
            Worker victim = cluster.awaitBusyWorker();

            Processes.signal("STOP", victim.getPid());

            Job ended = ChaosJobs.await(cluster, job);
            assertThat(ended.getState()).isEqualTo(JobState.JOB_STATE_SUCCEEDED);
            ChaosJobs.assertAll(ended, 200);
            Await.until(
                    "the frozen worker is gone",
                    Duration.ofSeconds(30),
                    () -> !Processes.isRunning(victim.getPid()));
        }
    }

    @Test
    void gigabyteOfOutputHurtsNobodyAndItsEndIsKept() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(1, TEST_JOBS)) {
            ChaosFault.Builder print =
                    ChaosJobs.fault(ChaosFaultKind.CHAOS_FAULT_KIND_PRINT, 0)
                            .setArgument(1_000_000_000);
            Job printed =
                    ChaosJobs.run(cluster, ChaosJobs.spec(ChaosJobs.noops(1).addFaults(print)));
            long peak = Processes.peakRssBytes(cluster.workers().get(0).getPid());
            print.setArgument(1_000_000);
            Job died =
                    ChaosJobs.run(
                            cluster,
                            ChaosJobs.spec(
                                    poisoned(2, ChaosFaultKind.CHAOS_FAULT_KIND_EXIT, 1)
                                            .addFaults(print),
                                    once()));

            ChaosJobs.assertAll(printed, 1);
            assertThat(peak).isBetween(1L, 256 * MIB);
            assertThat(look(cluster, died).getFailures(0).getAutopsy().getStdout())
                    .contains("item 0 printed 1000000 bytes");
        }
    }

    @Test
    void poolOfOneWhoseWorkersTakeOneTaskEachEnds() throws IOException {
        try (RunningCluster cluster =
                RunningCluster.start(1, TEST_JOBS, "--max-tasks-per-worker", "1")) {
            long start = System.nanoTime();
            Job ended =
                    ChaosJobs.run(
                            cluster,
                            ChaosJobs.spec(
                                    ChaosJobs.noops(50), ChaosJobs.policy().setMaxItemsPerTask(1)));
            double seconds = (System.nanoTime() - start) / 1e9;

            System.out.printf("a worker a task: %.1f tasks/s%n", 50 / seconds);
            assertThat(ended.getState()).isEqualTo(JobState.JOB_STATE_SUCCEEDED);
            ChaosJobs.assertAll(ended, 50);
            assertThat(ended.getProgress().getTasksFinished()).isEqualTo(50);
        }
    }

    private static TaskFailure death(RunningCluster cluster, ChaosFaultKind kind, long argument) {
        ChaosFault.Builder fault = ChaosJobs.fault(kind, 0);
        if (argument > 0) {
            fault.setArgument(argument);
        }
        Job ended =
                look(
                        cluster,
                        ChaosJobs.run(
                                cluster,
                                ChaosJobs.spec(ChaosJobs.noops(1).addFaults(fault), once())));
        assertThat(ended.getState()).isEqualTo(JobState.JOB_STATE_FAILED);
        assertThat(ended.getFailuresList()).hasSize(1);
        TaskFailure failure = ended.getFailures(0);
        assertThat(failure.getAutopsy().getHow()).isNotEmpty();
        return failure;
    }

    private static ChaosItemsRequest.Builder poisoned(long items, ChaosFaultKind kind, long item) {
        return ChaosJobs.noops(items).addFaults(ChaosJobs.fault(kind, item));
    }

    private static ExecutionPolicy.Builder once() {
        return ChaosJobs.policy()
                .setMaxAttempts(1)
                .setMaxWorkerDeaths(1)
                .setMaxMemoryDeaths(1)
                .setFailurePolicy(FailurePolicy.FAILURE_POLICY_FAIL_FAST);
    }

    private static Job look(RunningCluster cluster, Job job) {
        return cluster.jobs()
                .getJob(GetJobRequest.newBuilder().setJobId(job.getJobId()).build())
                .getJob();
    }
}
