package dev.forkyard.worker.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
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

    private CoordinatorWatch watch(String input) {
        return new CoordinatorWatch(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                (code, reason) -> ends.add(code));
    }
}
