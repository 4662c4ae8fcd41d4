package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.proto.v1.AttemptOutcome;
import dev.forkyard.proto.v1.CancelJobRequest;
import dev.forkyard.proto.v1.ChaosFaultKind;
import dev.forkyard.proto.v1.ChaosItemsRequest;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.ExecutionPolicy;
import dev.forkyard.proto.v1.FailurePolicy;
import dev.forkyard.proto.v1.GetJobRequest;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobServiceGrpc;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.RunJobRequest;
import dev.forkyard.proto.v1.TaskFailure;
import io.grpc.Context;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that do not listen are stopped all the same, and nobody else notices. */
class StoppingAcceptanceTest {
    private static final String TEST_JOBS = "--enable-test-jobs";

    @ParameterizedTest
    @CsvSource({
        "CHAOS_FAULT_KIND_SPIN, spinForEver",
        "CHAOS_FAULT_KIND_IGNORE_CANCEL, ignoreCancel",
    })
    void deafTaskEndsByItsTimeoutAndTheDumpShowsWhereItWas(ChaosFaultKind kind, String method)
            throws IOException {
        try (RunningCluster cluster = RunningCluster.start(2, TEST_JOBS)) {
            String neighbour =
                    ChaosJobs.submit(
                            cluster,
                            ChaosJobs.spec(
                                    ChaosJobs.items(100, ChaosWork.CHAOS_WORK_SLEEP, 20),
                                    ChaosJobs.policy().setMaxItemsPerTask(100)));
            cluster.awaitBusyWorker();

            Job deaf = ChaosJobs.run(cluster, ChaosJobs.spec(deaf(kind), impatient()));
            Job next = ChaosJobs.run(cluster, ChaosJobs.spec(ChaosJobs.noops(10)));
            Job calm = ChaosJobs.await(cluster, neighbour);

            assertThat(deaf.getState())
                    .isIn(JobState.JOB_STATE_FAILED, JobState.JOB_STATE_PARTIALLY_SUCCEEDED);
            TaskFailure failure = onlyFailure(cluster, deaf);
            assertThat(failure.getOutcome())
                    .isEqualTo(AttemptOutcome.ATTEMPT_OUTCOME_ATTEMPT_TIMEOUT);
            assertThat(failure.getAutopsy().getThreadDump()).contains(method);
            ChaosJobs.assertAll(next, 10);
            ChaosJobs.assertAll(calm, 100);
            assertThat(calm.getProgress().getAttemptsLost()).isZero();
        }
    }

    /** A starved machine misses 100 ms now and then, but not ten times. */
    @Test
    void shortGraceIsEnoughForADump() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(2, TEST_JOBS)) {
            ChaosItemsRequest.Builder items = ChaosJobs.noops(10);
            for (int item = 0; item < 10; item++) {
                items.addFaults(ChaosJobs.fault(ChaosFaultKind.CHAOS_FAULT_KIND_SPIN, item));
            }

            Job deaf =
                    ChaosJobs.run(
                            cluster,
                            ChaosJobs.spec(
                                    items,
                                    quickToKill()
                                            .setAttemptTimeout(ChaosJobs.millis(300))
                                            .setMaxAttempts(1)
                                            .setMaxItemsPerTask(1)
                                            .setFailurePolicy(
                                                    FailurePolicy.FAILURE_POLICY_CONTINUE)));

            assertThat(failures(cluster, deaf))
                    .hasSize(10)
                    .allMatch(
                            failure ->
                                    failure.getOutcome()
                                            == AttemptOutcome.ATTEMPT_OUTCOME_ATTEMPT_TIMEOUT)
                    .anyMatch(
                            failure ->
                                    failure.getAutopsy().getThreadDump().contains("spinForEver"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ChaosFaultKind.class,
            names = {"CHAOS_FAULT_KIND_SPIN", "CHAOS_FAULT_KIND_IGNORE_CANCEL"})
    void cancelledDeafTaskFreesItsSlot(ChaosFaultKind kind) throws IOException {
        try (RunningCluster cluster = RunningCluster.start(1, TEST_JOBS)) {
            String job = ChaosJobs.submit(cluster, ChaosJobs.spec(deaf(kind), quickToKill()));
            cluster.awaitBusyWorker();

            cluster.jobs().cancelJob(CancelJobRequest.newBuilder().setJobId(job).build());

            assertThat(ChaosJobs.await(cluster, job).getState())
                    .isEqualTo(JobState.JOB_STATE_CANCELLED);
            ChaosJobs.assertAll(ChaosJobs.run(cluster, ChaosJobs.spec(ChaosJobs.noops(10))), 10);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ChaosFaultKind.class,
            names = {"CHAOS_FAULT_KIND_SPIN", "CHAOS_FAULT_KIND_IGNORE_CANCEL"})
    void droppedCallOfADeafTaskFreesItsSlot(ChaosFaultKind kind) throws IOException {
        try (RunningCluster cluster = RunningCluster.start(1, TEST_JOBS)) {
            Context.CancellableContext caller = Context.current().withCancellation();
            RunJobRequest request =
                    RunJobRequest.newBuilder()
                            .setSpec(ChaosJobs.spec(deaf(kind), quickToKill()))
                            .build();
            caller.run(() -> JobServiceGrpc.newBlockingStub(cluster.channel).runJob(request));
            cluster.awaitBusyWorker();

            caller.cancel(new CancellationException("the caller has gone"));

            ChaosJobs.assertAll(ChaosJobs.run(cluster, ChaosJobs.spec(ChaosJobs.noops(10))), 10);
        }
    }

    private static ChaosItemsRequest.Builder deaf(ChaosFaultKind kind) {
        return ChaosJobs.noops(1).addFaults(ChaosJobs.fault(kind, 0));
    }

    private static ExecutionPolicy.Builder quickToKill() {
        return ChaosJobs.policy().setKillGrace(ChaosJobs.millis(100));
    }

    /** With the usual grace, so that the dump of a busy machine is there at its end. */
    private static ExecutionPolicy.Builder impatient() {
        return ChaosJobs.policy().setAttemptTimeout(ChaosJobs.millis(1000)).setMaxAttempts(1);
    }

    private static TaskFailure onlyFailure(RunningCluster cluster, Job job) {
        List<TaskFailure> failures = failures(cluster, job);
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    private static List<TaskFailure> failures(RunningCluster cluster, Job job) {
        return cluster.jobs()
                .getJob(GetJobRequest.newBuilder().setJobId(job.getJobId()).build())
                .getJob()
                .getFailuresList();
    }
}
