package dev.forkyard.worker.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CoordinatorWatchTest {
    private final List<ExitCode> ends = new ArrayList<>();

    @Test
    void firstLineIsTheTokenAndTheEndOfInputEndsTheProcess() throws Exception {
        CoordinatorWatch watch = watch("s3cret\nwhat comes later is dropped\n");

        assertThat(watch.readToken()).isEqualTo("s3cret");
        watch.run();

        assertThat(ends).containsExactly(ExitCode.ORPHANED);
    }

    @Test
    void inputThatEndsWithinTheTokenIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> watch("s3cr").readToken())
                .withMessageContaining("ended before the token");
    }

    @Test
    void tokenWithoutEndIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> watch("x".repeat(1_025) + "\n").readToken())
                .withMessageContaining("1024");
        assertThat(ends).isEmpty();
    }

    /** Nobody would end a process that hangs in its shutdown hooks if the watch ended, too. */
    @Test
    void watchThatLeftTheInputWatchesTheParent() throws Exception {
        Pipe pipe = Pipe.open();
        CompletableFuture<Void> parentsEnd = new CompletableFuture<>();
        CompletableFuture<Void> watchesParent = new CompletableFuture<>();
        CoordinatorWatch watch =
                new CoordinatorWatch(
                        Channels.newInputStream(pipe.source()),
                        (code, reason) -> ends.add(code),
                        Optional.of(
                                () -> {
                                    watchesParent.complete(null);
                                    return parentsEnd;
                                }));
        Thread watching = new Thread(watch, "watching");
        watching.start();

        watch.leaveInput();
        watchesParent.get(10, TimeUnit.SECONDS);
        assertThat(pipe.source().isOpen()).isFalse();
        assertThat(ends).isEmpty();
        parentsEnd.complete(null);
        watching.join();

        assertThat(ends).containsExactly(ExitCode.ORPHANED);
    }

    private CoordinatorWatch watch(String input) {
        return new CoordinatorWatch(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                (code, reason) -> ends.add(code));
    }
}
