package dev.forkyard.worker.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        CoordinatorWatch watch = watch(Channels.newInputStream(pipe.source()));
        Thread watching = new Thread(watch, "watching");
        watching.start();

        watch.leaveInput();
        while (watching.getState() != Thread.State.TIMED_WAITING) {
            assertThat(watching.isAlive()).isTrue();
            Thread.onSpinWait();
        }

        assertThat(pipe.source().isOpen()).isFalse();
        assertThat(ends).isEmpty();
        watching.interrupt();
        watching.join();
        assertThat(ends).containsExactly(ExitCode.ORPHANED);
    }

    private CoordinatorWatch watch(String input) {
        return watch(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    private CoordinatorWatch watch(InputStream input) {
        return new CoordinatorWatch(input, (code, reason) -> ends.add(code));
    }
}
