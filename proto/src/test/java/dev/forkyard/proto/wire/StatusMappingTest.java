package dev.forkyard.proto.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.proto.v1.JobError;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusMappingTest {
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    @ParameterizedTest
    @EnumSource
    void everyReasonComesBackFromItsStatus(ErrorReason reason) {
        ForkyardException sent = example(reason);

        StatusRuntimeException status = StatusMapping.toStatus(sent);
        ForkyardException back = StatusMapping.fromStatus(status).orElseThrow();

        assertThat(status.getStatus().getCode()).isEqualTo(code(reason));
        assertThat(back).hasSameClassAs(sent).hasMessage(sent.getMessage());
        assertThat(back.reason()).isEqualTo(reason);
        assertThat(back.details()).isEqualTo(sent.details());
        if (sent instanceof UnavailableException unavailable) {
            assertThat(((UnavailableException) back).retryAfter())
                    .isEqualTo(unavailable.retryAfter());
        }
        if (sent instanceof JobFailedException failed) {
            assertThat(((JobFailedException) back).remoteStack()).isEqualTo(failed.remoteStack());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonComesBackFromItsJobError(ErrorReason reason) {
        ForkyardException sent = example(reason);

        JobFailedException back = StatusMapping.fromJobError(StatusMapping.toJobError(sent));

        assertThat(back.reason()).isEqualTo(reason);
        assertThat(back).hasMessage(sent.getMessage());
        assertThat(back.details()).isEqualTo(sent.details());
    }

    @ParameterizedTest
    @EnumSource
    void detailsAreThoseOfTheContract(ErrorReason reason) {
        var status = StatusProto.fromThrowable(StatusMapping.toStatus(example(reason)));

        assertThat(status.getDetailsList())
                .extracting(any -> any.getTypeUrl().replaceFirst(".*\\.", ""))
                .isEqualTo(
                        switch (reason) {
                            case INVALID_RANGE,
                                    NO_RANGES,
                                    TOO_MANY_RANGES,
                                    INVALID_OPTION,
                                    UNKNOWN_JOB_TYPE ->
                                    List.of("ErrorInfo", "BadRequest");
                            case QUEUE_FULL, NO_WORKERS, DRAINING ->
                                    List.of("ErrorInfo", "RetryInfo");
                            case TASK_THREW -> List.of("ErrorInfo", "DebugInfo");
                            default -> List.of("ErrorInfo");
                        });
    }

    @Test
    void statusOfAnyLengthFitsIntoTheTrailers() {
        String endless = "näh 😀 ".repeat(3000);
        Map<String, String> details = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            details.put("key" + i + "k".repeat(200), endless);
        }

        for (ForkyardException sent :
                new ForkyardException[] {
                    new JobFailedException(ErrorReason.TASK_THREW, endless, details, endless),
                    new JobFailedException(ErrorReason.TASK_THREW, "short", Map.of(), endless),
                    new InvalidRequestException(ErrorReason.INVALID_RANGE, endless, endless)
                }) {
            StatusRuntimeException status = StatusMapping.toStatus(sent);

            byte[] bytes = status.getTrailers().get(DETAILS);
            assertThat(bytes.length * 4 / 3 + percentEncoded(status)).isLessThan(8192 - 600);
            assertThat(StatusMapping.fromStatus(status).orElseThrow().reason())
                    .isEqualTo(sent.reason());
        }
    }

    @Test
    void shortMessageLeavesRoomForTheStack() {
        String stack = "at dev.forkyard.jobs.primes.SegmentedSieve.count\n".repeat(200);

        ForkyardException back =
                StatusMapping.fromStatus(
                                StatusMapping.toStatus(
                                        new JobFailedException(
                                                ErrorReason.TASK_THREW, "m", Map.of(), stack)))
                        .orElseThrow();

        assertThat(((JobFailedException) back).remoteStack())
                .hasSizeGreaterThan(4000)
                .endsWith("…");
    }

    @Test
    void statusOfOthersIsNotOurs() {
        assertThat(StatusMapping.fromStatus(Status.UNAVAILABLE.asRuntimeException())).isEmpty();
        assertThat(StatusMapping.fromStatus(new IOException("reset"))).isEmpty();
        var foreign =
                com.google.rpc.Status.newBuilder()
                        .setCode(3)
                        .addDetails(
                                com.google.protobuf.Any.pack(
                                        ErrorInfo.newBuilder()
                                                .setDomain("example.com")
                                                .setReason("NO_RANGES")
                                                .build()))
                        .build();
        assertThat(StatusMapping.fromStatus(StatusProto.toStatusRuntimeException(foreign)))
                .isEmpty();
    }

    @Test
    void causeOfAnExceptionIsRead() {
        var wrapped =
                new IllegalStateException(
                        StatusMapping.toStatus(example(ErrorReason.JOB_NOT_FOUND)));

        assertThat(StatusMapping.fromStatus(wrapped).orElseThrow().reason())
                .isEqualTo(ErrorReason.JOB_NOT_FOUND);
    }

    @Test
    void reasonOfLaterVersionsBecomesInternalAndKeepsItsName() {
        var error = JobError.newBuilder().setReason("DISK_FULL").setMessage("no room").build();

        JobFailedException back = StatusMapping.fromJobError(error);

        assertThat(back.reason()).isEqualTo(ErrorReason.INTERNAL);
        assertThat(back).hasMessage("no room");
        assertThat(back.details()).containsEntry("reason", "DISK_FULL");
    }

    private static ForkyardException example(ErrorReason reason) {
        return switch (reason) {
            case INVALID_RANGE, NO_RANGES, TOO_MANY_RANGES, INVALID_OPTION, UNKNOWN_JOB_TYPE ->
                    new InvalidRequestException(reason, "ranges[3].end", "start 5 is above end 3");
            case JOB_NOT_FOUND, JOB_EXPIRED ->
                    new NotFoundException(reason, "job_id", "j-1", "no job j-1");
            case WORKER_NOT_FOUND ->
                    new NotFoundException(reason, "worker_id", "w9", "no worker w9");
            case QUEUE_FULL, NO_WORKERS, DRAINING ->
                    new UnavailableException(reason, "later, please", Duration.ofMillis(1500));
            case TASK_THREW ->
                    new JobFailedException(
                            reason,
                            "item 7: division by zero",
                            Map.of("job_id", "j-1", "task", "7"),
                            "java.lang.ArithmeticException: / by zero\n\tat A.b(A.java:1)");
            default ->
                    new JobFailedException(
                            reason, "gone", Map.of("job_id", "j-1", "exit_code", "137"), "");
        };
    }

    private static Status.Code code(ErrorReason reason) {
        return switch (reason) {
            case INVALID_RANGE, NO_RANGES, TOO_MANY_RANGES, INVALID_OPTION, UNKNOWN_JOB_TYPE ->
                    Status.Code.INVALID_ARGUMENT;
            case JOB_NOT_FOUND, JOB_EXPIRED, WORKER_NOT_FOUND -> Status.Code.NOT_FOUND;
            case QUEUE_FULL, MEMORY_LIMIT, HEAP_OOM -> Status.Code.RESOURCE_EXHAUSTED;
            case NO_WORKERS, DRAINING -> Status.Code.UNAVAILABLE;
            case ATTEMPT_TIMEOUT, QUEUE_TIMEOUT, STALLED, JOB_DEADLINE ->
                    Status.Code.DEADLINE_EXCEEDED;
            case JOB_CANCELLED -> Status.Code.CANCELLED;
            case WORKER_LOST, TASK_QUARANTINED -> Status.Code.ABORTED;
            case TASK_THREW -> Status.Code.UNKNOWN;
            case INTERNAL -> Status.Code.INTERNAL;
        };
    }

    private static int percentEncoded(StatusRuntimeException status) {
        int bytes = 0;
        for (byte b :
                status.getStatus()
                        .getDescription()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            bytes += b >= 0x20 && b < 0x7f && b != '%' ? 1 : 3;
        }
        return bytes;
    }
}
