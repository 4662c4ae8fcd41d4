package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.engine.WorkerOutput.Stream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One forked worker process. Thread-safe. */
public final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    /** The kernel takes workers first when memory is short, and not the coordinator. */
    private static final String OOM_SCORE_ADJUSTMENT = "500";

    private final WorkerId id;
    private final String mark;
    private final Process process;
    private final Instant startTime = Instant.now();
    private final KeptOutput output;
    private volatile @Nullable BeforeQuit beforeQuit;

    /** What stdout held when the JVM was made to print a dump there. Immutable by contract. */
    private record BeforeQuit(WorkerOutput.Slice kept, long position) {}

    private WorkerProcess(WorkerId id, String mark, Process process) {
        this.id = id;
        this.mark = mark;
        this.process = process;
        this.output =
                new KeptOutput(id.toString(), process.getInputStream(), process.getErrorStream());
    }

    /**
     * Forks a process and hands it its token on stdin, which stays open: its end tells the worker
     * that the coordinator is gone.
     *
     * @param mark the value of {@link RunMark#VARIABLE} in its environment
     * @throws IOException if no process can be made
     */
    static WorkerProcess fork(WorkerId id, String mark, ProcessBuilder builder, String token)
            throws IOException {
        builder.environment().put(RunMark.VARIABLE, mark);
        Process process = builder.start();
        WorkerProcess worker = new WorkerProcess(id, mark, process);
        worker.offerToTheKernel();
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
            stdin.flush();
        } catch (IOException e) {
            // It died before it read its token: its exit says more than this exception.
            worker.kill();
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

    /** What it prints. */
    public WorkerOutput output() {
        return output;
    }

    /** The position behind the last byte that it printed so far. */
    public long outputPosition(Stream stream) {
        return output.position(stream);
    }

    /** Completes once it ended, on a thread of the JDK. */
    public CompletableFuture<WorkerProcess> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /** Ends it by SIGKILL. */
    public void kill() {
        // Not by the Process, which would close the streams, and its last words would be lost.
        process.toHandle().destroyForcibly();
    }

    /** Has the JVM print what its threads do, by SIGQUIT. Forks a command: not for the loop. */
    void quit() {
        long position = output.position(Stream.STDOUT);
        beforeQuit = new BeforeQuit(output.read(Stream.STDOUT, 0, OutputRing.KEPT_BYTES), position);
        Optional<String> kill = WorkerLaunch.tool("kill");
        // As long as it is not collected, its number is not another's.
        if (kill.isPresent() && process.isAlive()) {
            try {
                new ProcessBuilder(kill.get(), "-QUIT", Long.toString(pid()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                LOG.debug("{} is killed without a dump", id, e);
            }
        }
    }

    /** What it printed from a position on, without a dump that it was made to print. */
    String printedFrom(Stream stream, long from) {
        BeforeQuit quit = beforeQuit;
        if (stream == Stream.STDERR || quit == null) {
            return output.text(stream, from);
        }
        byte[] kept = quit.kept().bytes();
        int skipped = (int) Math.min(kept.length, Math.max(0, from - quit.kept().start()));
        return KeptOutput.text(Arrays.copyOfRange(kept, skipped, kept.length));
    }

    /** The dump that it was made to print, empty if there is none. */
    String printedDump() {
        BeforeQuit quit = beforeQuit;
        String text = quit == null ? "" : output.text(Stream.STDOUT, quit.position());
        return text.contains("Full thread dump") ? text : "";
    }

    KeptOutput kept() {
        return output;
    }

    int exitStatus() {
        return process.exitValue();
    }

    SessionSweep.Ended ended(long nowTicks) {
        return new SessionSweep.Ended(pid(), mark, nowTicks);
    }

    private void offerToTheKernel() {
        try {
            Files.writeString(Path.of("/proc/" + pid() + "/oom_score_adj"), OOM_SCORE_ADJUSTMENT);
        } catch (IOException e) {
            LOG.debug("{} keeps its oom_score_adj", id, e);
        }
    }
}
