package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.GetJobRequest;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.WaitJobRequest;
import dev.forkyard.proto.v1.WatchJobRequest;
import dev.forkyard.proto.v1.WatchJobResponse;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountAcceptanceTest {
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
    void tutorialRangesAreCountedExactly() {
        CountPrimesResponse response =
                cluster.primes()
                        .countPrimes(
                                CountPrimesRequest.newBuilder()
                                        .addRanges(range("1", "100000"))
                                        .addRanges(range("100000", "200000"))
                                        .build());

        assertThat(response.getResults(0).getCount()).isEqualTo(9592);
        assertThat(response.getResults(1).getCount()).isEqualTo(8392);
        assertThat(response.getTotal()).isEqualTo(17984);
    }

    /** Windows of shared/PRIMES.md, whose values are primesieve 12.16's, made half-open. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 2, 0",
        "2, 3, 1",
        "3, 3, 0",
        "1, 1, 0",
        "0, 31, 10",
        "0, 32, 11",
        "4294967291, 4294967292, 1",
        "4294967295, 4294967298, 0",
        "4294967200, 4294967401, 9",
        "18446744030759878681, 18446744030759878682, 0",
        "9223372036854775783, 9223372036854775784, 1",
        "9223372036854775784, 9223372036854775837, 0",
        "9223372036854775837, 9223372036854775838, 1",
        "9223372036853775807, 9223372036854775808, 22968",
        "9223372036853775808, 9223372036855775808, 45888",
        "18446744073708551616, 18446744073709551615, 22475",
        "18446744073709551557, 18446744073709551558, 1",
        "18446744073709551558, 18446744073709551615, 0",
        "0, 2147483648, 105097565",
    })
    void windowIsCountedExactly(String start, String end, long count) {
        CountPrimesResponse response =
                cluster.primes()
                        .countPrimes(
                                CountPrimesRequest.newBuilder()
                                        .addRanges(range(start, end))
                                        .build());

        assertThat(response.getTotal()).isEqualTo(count);
    }

    @Test
    void submittedJobCanBeWatchedAndWaitedFor() {
        Job submitted =
                cluster.jobs()
                        .submitJob(
                                SubmitJobRequest.newBuilder()
                                        .setRequestId("watched-1")
                                        .setSpec(RunningCluster.sieveJob(0, 1_000_000_000L))
                                        .build())
                        .getJob();
        List<Job> seen = new ArrayList<>();
        cluster.jobs()
                .watchJob(WatchJobRequest.newBuilder().setJobId(submitted.getJobId()).build())
                .forEachRemaining((WatchJobResponse message) -> seen.add(message.getJob()));
        Job waited =
                cluster.jobs()
                        .waitJob(WaitJobRequest.newBuilder().setJobId(submitted.getJobId()).build())
                        .getJob();
        Job again =
                cluster.jobs()
                        .submitJob(
                                SubmitJobRequest.newBuilder()
                                        .setRequestId("watched-1")
                                        .setSpec(RunningCluster.sieveJob(0, 1_000_000_000L))
                                        .build())
                        .getJob();

        assertThat(seen.get(seen.size() - 1).getState()).isEqualTo(JobState.JOB_STATE_SUCCEEDED);
        assertThat(waited.getResult().getCountPrimes().getTotal()).isEqualTo(50_847_534);
        assertThat(waited.getStages(0).getFinished()).isEqualTo(1_000_000_000L);
        assertThat(again.getJobId()).isEqualTo(submitted.getJobId());
    }

    @Test
    void refusalsNameReasonAndField() {
        assertRefused(
                CountPrimesRequest.newBuilder().addRanges(range("5", "3")).build(),
                ErrorReason.INVALID_RANGE,
                "ranges[0]");
        assertRefused(CountPrimesRequest.getDefaultInstance(), ErrorReason.NO_RANGES, "ranges");
        CountPrimesRequest.Builder many = CountPrimesRequest.newBuilder();
        for (int i = 0; i < 10_001; i++) {
            many.addRanges(range("1", "2"));
        }
        assertRefused(many.build(), ErrorReason.TOO_MANY_RANGES, "ranges");
        assertRefused(
                CountPrimesRequest.newBuilder()
                        .addRanges(range("1", "2"))
                        .setMethodValue(77)
                        .build(),
                ErrorReason.INVALID_OPTION,
                "method");
        assertRefused(
                CountPrimesRequest.newBuilder()
                        .addRanges(range("0", "9223372036854775809"))
                        .setMethod(Method.METHOD_PI)
                        .build(),
                ErrorReason.INVALID_OPTION,
                "method");
    }

    @Test
    void unknownJobAndJobTypeAreRefused() {
        StatusRuntimeException job =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () ->
                                cluster.jobs()
                                        .getJob(
                                                GetJobRequest.newBuilder()
                                                        .setJobId("nobody")
                                                        .build()));
        StatusRuntimeException type =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () ->
                                cluster.jobs()
                                        .submitJob(
                                                SubmitJobRequest.newBuilder()
                                                        .setSpec(JobSpec.getDefaultInstance())
                                                        .build()));

        assertThat(job.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(reason(job)).isEqualTo(ErrorReason.JOB_NOT_FOUND);
        assertThat(type.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(reason(type)).isEqualTo(ErrorReason.UNKNOWN_JOB_TYPE);
    }

    private static void assertRefused(CountPrimesRequest request, ErrorReason why, String field) {
        StatusRuntimeException refusal =
                catchThrowableOfType(
                        StatusRuntimeException.class, () -> cluster.primes().countPrimes(request));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        InvalidRequestException invalid =
                (InvalidRequestException) StatusMapping.fromStatus(refusal).orElseThrow();
        assertThat(invalid.reason()).isEqualTo(why);
        assertThat(invalid.field()).isEqualTo(field);
    }

    private static ErrorReason reason(StatusRuntimeException refusal) {
        return StatusMapping.fromStatus(refusal).map(ForkyardException::reason).orElseThrow();
    }

    private static Range range(String start, String end) {
        return Range.newBuilder()
                .setStart(Long.parseUnsignedLong(start))
                .setEnd(Long.parseUnsignedLong(end))
                .build();
    }
}
