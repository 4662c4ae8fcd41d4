package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.forkyard.proto.v1.ChaosFault;
import dev.forkyard.proto.v1.ChaosFaultKind;
import dev.forkyard.proto.v1.ChaosItemsRequest;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.ExecutionPolicy;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.WaitJobRequest;

/** Jobs that misbehave on purpose, and what is asked of them. Stateless. */
final class ChaosJobs {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int MILLIS_PER_SECOND = 1000;

    private ChaosJobs() {}

    /** Items that do what they are told. */
    static ChaosItemsRequest.Builder items(long count, ChaosWork work, int millis) {
        return ChaosItemsRequest.newBuilder().setItems(count).setWork(work).setWorkMillis(millis);
    }

    /** Items that do nothing. */
    static ChaosItemsRequest.Builder noops(long count) {
        return items(count, ChaosWork.CHAOS_WORK_NOOP, 0);
    }

    static ChaosFault.Builder fault(ChaosFaultKind kind, long item) {
        return ChaosFault.newBuilder().setKind(kind).setItem(item);
    }

    static JobSpec spec(ChaosItemsRequest.Builder items, ExecutionPolicy.Builder policy) {
        return JobSpec.newBuilder().setChaosItems(items).setPolicy(policy).build();
    }

    static JobSpec spec(ChaosItemsRequest.Builder items) {
        return JobSpec.newBuilder().setChaosItems(items).build();
    }

    static ExecutionPolicy.Builder policy() {
        return ExecutionPolicy.newBuilder();
    }

    static Duration millis(long millis) {
        return Duration.newBuilder()
                .setSeconds(millis / MILLIS_PER_SECOND)
                .setNanos((int) (millis % MILLIS_PER_SECOND) * NANOS_PER_MILLI)
                .build();
    }

    static String submit(RunningCluster cluster, JobSpec spec) {
        return cluster.jobs()
                .submitJob(SubmitJobRequest.newBuilder().setSpec(spec).build())
                .getJob()
                .getJobId();
    }

    static Job await(RunningCluster cluster, String job) {
        return cluster.jobs().waitJob(WaitJobRequest.newBuilder().setJobId(job).build()).getJob();
    }

    static Job run(RunningCluster cluster, JobSpec spec) {
        return await(cluster, submit(cluster, spec));
    }

    /**
     * Checks that each item from 0 was executed and counted once, but for one that was given up.
     */
    static void assertAllBut(Job job, long items, long without) {
        assertThat(job.getResult().getChaosItems().getCount()).isEqualTo(items - 1);
        assertThat(job.getResult().getChaosItems().getSum())
                .isEqualTo(items * (items - 1) / 2 - without);
    }

    /** Checks that each item from 0 was executed and counted once. */
    static void assertAll(Job job, long items) {
        assertThat(job.getResult().getChaosItems().getCount()).isEqualTo(items);
        assertThat(job.getResult().getChaosItems().getSum()).isEqualTo(items * (items - 1) / 2);
    }
}
