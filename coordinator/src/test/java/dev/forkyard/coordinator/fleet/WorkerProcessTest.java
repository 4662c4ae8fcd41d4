package dev.forkyard.coordinator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerOutput.Stream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessTest {
    @TempDir Path folder;

    @Test
    @Timeout(60)
    void whatAKilledWorkerPrintedLastIsKept() throws Exception {
        ProcessBuilder shell =
                new ProcessBuilder(
                        "sh",
                        "-c",
                        "until [ -e begin ]; do :; done; echo first; until [ -e go ]; do :; done;"
                                + " echo last; touch said; while :; do :; done");
        WorkerProcess worker =
                WorkerProcess.fork(
                        new WorkerId(1), "test", shell.directory(folder.toFile()), "token");
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        // The last line waits in the pipe until after the kill, as on a machine that is busy.
        worker.output()
                .whenMore(
                        () -> {
                            reading.countDown();
                            await(killed);
                        });
        try {
            Files.createFile(folder.resolve("begin"));
            await(reading);
            Files.createFile(folder.resolve("go"));
            while (!Files.exists(folder.resolve("said"))) {
                Thread.onSpinWait();
            }
        } finally {
            worker.kill();
        }
        worker.onExit().get(60, TimeUnit.SECONDS);
        killed.countDown();
        worker.kept().awaitEnd(TimeUnit.SECONDS.toMillis(60));

        assertThat(worker.kept().text(Stream.STDOUT, 0)).isEqualTo("first\nlast\n");
        assertThat(ProcessHandle.of(worker.pid())).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
