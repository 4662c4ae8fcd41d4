package dev.forkyard.coordinator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventLogTest {
    @TempDir Path directory;

    private EventLog log;
    private Thread writer;

    @BeforeEach
    void open() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        log = EventLog.in(directory);
        writer =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> !before.contains(t) && t.getName().equals("forkyard-events"))
                        .findAny()
                        .orElseThrow();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void closingWritesWhatWaits() throws Exception {
        log.note(7, "worker_ready", "worker", "w1", "pid", 42);
        log.note(8, "said", "text", "a \"word\"\n");

        log.close();

        assertThat(Files.readAllLines(file()))
                .containsExactly(
                        "{\"at_nanos\":7,\"event\":\"worker_ready\",\"worker\":\"w1\",\"pid\":42}",
                        "{\"at_nanos\":8,\"event\":\"said\",\"text\":\"a \\\"word\\\"\\u000a\"}");
    }

    @Test
    void lineWakesTheSleepingLog() throws Exception {
        awaitState(Thread.State.WAITING);

        log.note(7, "worker_ready");

        while (Files.size(file()) == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void closingWakesTheSleepingLog() {
        awaitState(Thread.State.WAITING);

        log.close();

        assertThat(writer.getState()).isEqualTo(Thread.State.TERMINATED);
    }

    private void awaitState(Thread.State state) {
        while (writer.getState() != state) {
            Thread.onSpinWait();
        }
    }

    private Path file() {
        return directory.resolve("events.jsonl");
    }
}
