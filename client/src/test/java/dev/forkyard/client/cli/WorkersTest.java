package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.proto.v1.DrainWorkerRequest;
import dev.forkyard.proto.v1.KillWorkerRequest;
import dev.forkyard.proto.v1.OutputStream;
import dev.forkyard.proto.v1.ResizePoolRequest;
import dev.forkyard.proto.v1.TailLogsRequest;
import dev.forkyard.proto.v1.TailLogsResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class WorkersTest {
    private FakeCoordinator coordinator;
    private CliRun cli;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        cli = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    @Test
    void killAndDrainTakeIdsWithAndWithoutTheirLetter() {
        cli.run("workers", "kill", "w3", "4");
        assertThat(cli.out()).isEqualTo("w3\nw4\n");
        assertThat(coordinator.requests(KillWorkerRequest.class))
                .extracting(KillWorkerRequest::getWorkerId)
                .containsExactly("w3", "w4");

        cli.run("workers", "drain", "w5");
        assertThat(coordinator.requests(DrainWorkerRequest.class)).hasSize(1);
    }

    @Test
    void unknownWorkerIsALineAndExitsTwo() {
        coordinator.refuseWith(
                new NotFoundException(
                        ErrorReason.WORKER_NOT_FOUND, "worker_id", "w9", "no worker 'w9'"));

        cli.run("workers", "kill", "w9");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).isEqualTo("forkyard: no worker 'w9' [WORKER_NOT_FOUND]\n");
    }

    @Test
    void resizeSaysWhatWasAndWhatIs() {
        cli.run("workers", "resize", "4");

        assertThat(cli.out()).isEqualTo("workers 2 -> 4\n");
        assertThat(coordinator.requests(ResizePoolRequest.class).get(0).getWorkers()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill",
                "kill x3",
                "kill w0",
                "drain",
                "resize",
                "resize 0",
                "resize 1025",
                "resize 1 2",
                "logs",
                "logs w1 w2",
                "logs w1 -o csv"
            })
    void wrongWordsAreRefusedBeforeAnyCall(String words) {
        cli.run(("workers " + words).split(" ", -1));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).hasLineCount(1);
        assertThat(coordinator.requests()).isEmpty();
    }

    @Test
    void logsAreWhatTheWorkerPrinted() {
        byte[] text = "déjà vu\n".getBytes(StandardCharsets.UTF_8);
        coordinator.printed(
                List.of(
                        stretch(Arrays.copyOfRange(text, 0, 2)), // Within the é.
                        stretch(Arrays.copyOfRange(text, 2, text.length))));

        cli.run("workers", "logs", "w3", "--stdout");

        assertThat(cli.out()).isEqualTo("déjà vu\n");
        TailLogsRequest request = coordinator.requests(TailLogsRequest.class).get(0);
        assertThat(request.getStream()).isEqualTo(OutputStream.OUTPUT_STREAM_STDOUT);
        assertThat(request.getFollow()).isFalse();
    }

    @Test
    void interruptEndsFollowingAndItsCall() throws Exception {
        coordinator.hang();
        CompletableFuture<CliRun> run =
                CompletableFuture.supplyAsync(() -> cli.run("workers", "logs", "-f", "w3"));
        assertThat(coordinator.awaitStarted()).isTrue();

        cli.interruption().fire();

        assertThat(run.get(10, TimeUnit.SECONDS).exitCode()).isEqualTo(130);
        assertThat(coordinator.awaitDropped()).isTrue();
    }

    private static TailLogsResponse stretch(byte[] bytes) {
        return TailLogsResponse.newBuilder()
                .setStream(OutputStream.OUTPUT_STREAM_STDOUT)
                .setData(ByteString.copyFrom(bytes))
                .build();
    }
}
