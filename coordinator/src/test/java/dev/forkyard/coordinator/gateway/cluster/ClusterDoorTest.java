package dev.forkyard.coordinator.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.EngineSnapshot;
import dev.forkyard.coordinator.engine.WorkerAdmin;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.engine.WorkerSnapshot;
import dev.forkyard.coordinator.gateway.Gateway;
import dev.forkyard.coordinator.observe.ProcessSampler;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.coordinator.watch.WallClock;
import dev.forkyard.proto.v1.ClusterServiceGrpc;
import dev.forkyard.proto.v1.KillWorkerRequest;
import dev.forkyard.proto.v1.OutputStream;
import dev.forkyard.proto.v1.ResizePoolRequest;
import dev.forkyard.proto.v1.TailLogsRequest;
import dev.forkyard.proto.v1.TailLogsResponse;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class ClusterDoorTest {
    private final JobBoard board = new JobBoard(new WallClock());
    private final ProcessSampler sampler = new ProcessSampler(List::of);
    private final PrintedOutput output = new PrintedOutput();
    private Server server;
    private ManagedChannel channel;
    private ClusterServiceGrpc.ClusterServiceBlockingStub cluster;

    @BeforeEach
    void start() throws IOException {
        EngineSnapshot nothing = new EngineSnapshot(List.of(), 2, 1, 0, List.of());
        CoordinatorFacts facts = new CoordinatorFacts("1", Instant.EPOCH, "", "", "");
        ClusterDoor door =
                new ClusterDoor(facts, () -> nothing, board, sampler, new OneWorker(output));
        String name = UUID.randomUUID().toString();
        server =
                new Gateway(List.of(door))
                        .addTo(InProcessServerBuilder.forName(name))
                        .build()
                        .start();
        channel = InProcessChannelBuilder.forName(name).build();
        cluster = ClusterServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        sampler.close();
        board.close();
    }

    @Test
    void killOfALiveWorkerIsAnswered() {
        assertThat(cluster.killWorker(KillWorkerRequest.newBuilder().setWorkerId("w1").build()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"w2", "", "1", "w0", "w-1", "w99999999999999999999"})
    void orderToAnUnknownWorkerIsNotFound(String id) {
        StatusRuntimeException refused =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () ->
                                cluster.killWorker(
                                        KillWorkerRequest.newBuilder().setWorkerId(id).build()));

        assertThat(StatusMapping.fromStatus(refused))
                .hasValueSatisfying(
                        e -> assertThat(e.reason()).isEqualTo(ErrorReason.WORKER_NOT_FOUND));
    }

    @Test
    void resizeAnswersWhatWasBefore() {
        ResizePoolRequest request = ResizePoolRequest.newBuilder().setWorkers(1024).build();

        assertThat(cluster.resizePool(request).getWorkersBefore()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025, -1})
    void resizeOutOfItsRangeIsRefused(int workers) {
        StatusRuntimeException refused =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () ->
                                cluster.resizePool(
                                        ResizePoolRequest.newBuilder()
                                                .setWorkers(workers)
                                                .build()));

        assertThat(StatusMapping.fromStatus(refused))
                .hasValueSatisfying(
                        e -> assertThat(e.reason()).isEqualTo(ErrorReason.INVALID_OPTION));
    }

    @Test
    void tailWithoutFollowEndsWithWhatThereIs() {
        output.print("abc");

        Iterator<TailLogsResponse> stretches = tail(false, OutputStream.OUTPUT_STREAM_UNSPECIFIED);

        assertThat(stretches.next().getData().toStringUtf8()).isEqualTo("abc");
        assertThat(stretches.hasNext()).isFalse();
    }

    @Test
    void followGoesOnUntilTheWorkerEnds() {
        Iterator<TailLogsResponse> stretches = tail(true, OutputStream.OUTPUT_STREAM_STDOUT);
        output.print("a");
        assertThat(stretches.next().getData().toStringUtf8()).isEqualTo("a");
        output.print("bc");
        TailLogsResponse second = stretches.next();
        assertThat(second.getData().toStringUtf8()).isEqualTo("bc");
        assertThat(second.getOffset()).isEqualTo(1);
        output.end();

        assertThat(stretches.hasNext()).isFalse();
        assertThat(output.listeners()).isZero();
    }

    @Test
    void tailOfAnUnknownStreamIsRefused() {
        assertThat(
                        catchThrowableOfType(
                                StatusRuntimeException.class,
                                () ->
                                        cluster.tailLogs(
                                                        TailLogsRequest.newBuilder()
                                                                .setWorkerId("w1")
                                                                .setStreamValue(7)
                                                                .build())
                                                .hasNext()))
                .hasMessageContaining("stream is none of");
    }

    @Test
    void everyStateOfAWorkerHasItsWord() {
        for (WorkerSnapshot.State state : WorkerSnapshot.State.values()) {
            assertThat(ClusterDoor.state(state).name()).endsWith("_" + state.name());
        }
    }

    private Iterator<TailLogsResponse> tail(boolean follow, OutputStream stream) {
        return cluster.tailLogs(
                TailLogsRequest.newBuilder()
                        .setWorkerId("w1")
                        .setFollow(follow)
                        .setStream(stream)
                        .build());
    }

    /** A pool of two with one worker that can be named. */
    private record OneWorker(WorkerOutput printed) implements WorkerAdmin {
        @Override
        public CompletableFuture<Boolean> kill(WorkerId worker) {
            return CompletableFuture.completedFuture(worker.number() == 1);
        }

        @Override
        public CompletableFuture<Boolean> drain(WorkerId worker) {
            return kill(worker);
        }

        @Override
        public CompletableFuture<Integer> resize(int workers) {
            return CompletableFuture.completedFuture(2);
        }

        @Override
        public Optional<WorkerOutput> output(WorkerId worker) {
            return worker.number() == 1 ? Optional.of(printed) : Optional.empty();
        }
    }
}
