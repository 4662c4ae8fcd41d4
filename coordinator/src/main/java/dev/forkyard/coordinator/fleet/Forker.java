package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Forks worker processes, all from one thread that lives as long as the coordinator: the kernel
 * sends a worker its parent-death signal when the <em>thread</em> that forked it ends. Thread-safe;
 * {@link #fork} does not block.
 */
public final class Forker implements AutoCloseable {
    private final LinkedBlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closing;

    /** Starts the thread. */
    public Forker() {
        this.thread = new Thread(this::run, "forkyard-fork");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Told of one fork, on the forking thread. */
    public interface Done {
        /** The process runs. */
        void forked(WorkerProcess process);

        /** There is none. */
        void failed(String why);
    }

    /**
     * Forks a worker.
     *
     * @param command makes the command line; called on the forking thread
     * @param mark what its environment is to say of it
     * @param token makes the worker's secret; called on the forking thread
     */
    public void fork(
            WorkerId worker,
            Supplier<List<String>> command,
            RunMark mark,
            Supplier<String> token,
            Done done) {
        orders.add(
                () -> {
                    ProcessBuilder builder = new ProcessBuilder(command.get());
                    // Options for users' own JVMs are not meant for workers, and print notes.
                    builder.environment().remove("JAVA_TOOL_OPTIONS");
                    builder.environment().remove("_JAVA_OPTIONS");
                    builder.environment().remove("JDK_JAVA_OPTIONS");
                    try {
                        done.forked(
                                WorkerProcess.fork(worker, mark.of(worker), builder, token.get()));
                    } catch (IOException e) {
                        done.failed("cannot fork a worker: " + e.getMessage());
                    }
                });
    }

    /** Ends the thread, and by that every worker that is left. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }

    private void run() {
        while (!closing) {
            try {
                orders.take().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
