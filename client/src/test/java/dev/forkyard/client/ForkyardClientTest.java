package dev.forkyard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.SubmitJobRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // Set before each test.
class ForkyardClientTest {
    private static final JobSpec SPEC =
            JobSpec.newBuilder()
                    .setCountPrimes(
                            CountPrimesRequest.newBuilder().addRanges(Range.newBuilder().setEnd(9)))
                    .build();

    private FakeCoordinator coordinator;
    private ForkyardClient client;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        client = ForkyardClient.connect("127.0.0.1", coordinator.port());
    }

    @AfterEach
    void stop() {
        client.close();
        coordinator.close();
    }

    @Test
    void countsOneAndSeveralRanges() {
        assertThat(client.countPrimes(new UnsignedRange(5, -1))).isEqualTo(-6);
        assertThat(
                        client.countPrimes(
                                        List.of(new UnsignedRange(0, 3), new UnsignedRange(2, 2)))
                                .getResultsList())
                .extracting(count -> count.getCount())
                .containsExactly(3L, 0L);
    }

    @Test
    void jobIsSubmittedFoundAwaitedAndCancelled() {
        JobId id = new JobId(client.submit(SPEC, "mine").getJobId());

        assertThat(coordinator.requests(SubmitJobRequest.class).get(0).getRequestId())
                .isEqualTo("mine");
        assertThat(client.get(id).getJobId()).isEqualTo(id.value());
        assertThat(client.list(10)).hasSize(1);
        assertThat(client.waitFor(id).getState()).isEqualTo(JobState.JOB_STATE_SUCCEEDED);
        assertThat(client.cancel(id).getJobId()).isEqualTo(id.value());
        try (JobStream stream = client.watch(id)) {
            assertThat(stream.last().getResult().getCountPrimes().getTotal()).isEqualTo(9);
        }
        assertThat(client.cluster().getWorkersWanted()).isZero();
        assertThat(client.workers()).isEmpty();
    }

    @Test
    void runIsReadToItsEnd() {
        try (JobStream stream = client.run(SPEC)) {
            Job last = stream.last();

            assertThat(last.getResult().getCountPrimes().getTotal()).isEqualTo(9);
            assertThat(stream.ended()).isTrue();
            assertThat(stream.poll(Duration.ofSeconds(1))).isEqualTo(Optional.empty());
        }
    }

    @Test
    void closedRunIsDroppedAndItsReaderGetsCancelled() throws InterruptedException {
        coordinator.runAs(spec -> List.of(Job.newBuilder().setJobId("j").build()));
        coordinator.hang();
        JobStream stream = client.run(SPEC);
        assertThat(stream.poll(Duration.ofSeconds(10))).isPresent();

        stream.close();

        assertThat(coordinator.awaitDropped()).isTrue();
        assertThatThrownBy(() -> stream.poll(Duration.ofSeconds(10)))
                .isInstanceOf(StatusRuntimeException.class)
                .satisfies(
                        e ->
                                assertThat(Status.fromThrowable(e).getCode())
                                        .isEqualTo(Status.Code.CANCELLED));
    }

    @Test
    void interruptedReaderGetsCancelled() {
        coordinator.runAs(spec -> List.of());
        coordinator.hang();
        try (JobStream stream = client.run(SPEC)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> stream.poll(Duration.ofSeconds(10)))
                    .isInstanceOf(StatusRuntimeException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void refusalsAreForkyardsOwnExceptions() {
        assertThatThrownBy(() -> client.get(new JobId("nobody")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no job nobody");
        coordinator.refuseWith(
                new UnavailableException(ErrorReason.QUEUE_FULL, "full", Duration.ofSeconds(2)));
        assertThatThrownBy(() -> client.submit(SPEC))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
        try (JobStream stream = client.run(SPEC)) {
            assertThatThrownBy(stream::last)
                    .isInstanceOfSatisfying(
                            ForkyardException.class,
                            e -> assertThat(e.reason()).isEqualTo(ErrorReason.QUEUE_FULL));
        }
    }

    @Test
    void deadlineEndsACall() {
        coordinator.hang();
        try (JobStream stream = client.within(Duration.ofMillis(200)).run(SPEC)) {
            assertThatThrownBy(stream::last)
                    .satisfies(
                            e ->
                                    assertThat(Status.fromThrowable(e).getCode())
                                            .isEqualTo(Status.Code.DEADLINE_EXCEEDED));
        }
    }
}
