package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** One forked worker process. Thread-safe. */
public final class WorkerProcess {
    private final WorkerId id;
    private final Process process;
    private final Instant startTime = Instant.now();
    private final OutputTail out = new OutputTail();
    private final OutputTail err = new OutputTail();
    private final Thread errDrain;

    private WorkerProcess(WorkerId id, Process process) {
        this.id = id;
        this.process = process;
        out.drain(process.getInputStream(), "forkyard-out-" + id);
        this.errDrain = err.drain(process.getErrorStream(), "forkyard-err-" + id);
    }

    /**
     * Forks a process and hands it its token on stdin, which stays open: its end tells the worker
     * that the coordinator is gone.
     *
     * @throws IOException if no process can be made
     */
    static WorkerProcess fork(WorkerId id, ProcessBuilder builder, String token)
            throws IOException {
        Process process = builder.start();
        WorkerProcess worker = new WorkerProcess(id, process);
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
            stdin.flush();
        } catch (IOException e) {
            // It died before it read its token: its exit says more than this exception.
            process.destroyForcibly();
        }
        return worker;
    }

    /** Which worker it is. */
    public WorkerId id() {
        return id;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** When it was forked. */
    public Instant startTime() {
        return startTime;
    }

    /** Completes with the way it ended, on a thread of the JDK. */
    public CompletableFuture<WorkerExit> onExit() {
        return process.onExit()
                .thenApply(
                        ended -> {
                            awaitLastWords();
                            return new WorkerExit(ended.exitValue(), err.lastLine());
                        });
    }

    /** Ends it by SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    private void awaitLastWords() {
        try {
            // A grandchild may hold the pipe open: the exit must not wait for that.
            errDrain.join(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
