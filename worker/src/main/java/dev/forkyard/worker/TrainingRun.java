package dev.forkyard.worker;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.job.JobType;
import dev.forkyard.worker.guard.CoordinatorWatch;
import dev.forkyard.worker.guard.ProcessEnd;
import dev.forkyard.worker.guard.WorkerThreads;
import dev.forkyard.worker.link.LinkConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker's whole life in one process, made so that the JVM can record the classes that a worker
 * needs ({@code -XX:ArchiveClassesAtExit}, {@code -XX:AOTCacheOutput}): the worker connects to a
 * coordinator in the same JVM through the real link, executes a few attempts, is drained and exits
 * with 0. Confined to the main thread.
 */
final class TrainingRun {
    private final WorkerThreads threads;
    private final ProcessEnd end;

    TrainingRun(WorkerThreads threads, ProcessEnd end) {
        this.threads = threads;
        this.end = end;
    }

    /**
     * Starts the run; it goes on after the return and ends the process.
     *
     * @throws IOException if there is no place for its socket
     */
    void start() throws IOException {
        List<JobType> types = new ArrayList<>(JobCatalog.fromClassPath().all());
        types.forEach(TrainingRun::loadClasses);
        types.add(new TrainingJob());
        // Made with mode 0700.
        Path folder = Files.createTempDirectory("forkyard-train");
        Path socket = folder.resolve("link.sock");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        threads.startDaemon("forkyard-training-coordinator", () -> coordinate(server));
        // Read as a worker reads it, so that the watch is recorded too.
        InputStream input = new ByteArrayInputStream("training\n".getBytes(StandardCharsets.UTF_8));
        CoordinatorWatch watch = new CoordinatorWatch(input, end);
        String token = watch.readToken();
        WorkerArguments arguments =
                WorkerArguments.parse("--worker", "1", "--socket", "unix:" + socket);
        LinkConnection connection = LinkConnection.to(arguments.address());
        // A connection outlives its socket's name.
        Files.delete(socket);
        Files.delete(folder);
        new WorkerProcess(new JobCatalog(types), threads, end)
                .start(connection, arguments.worker(), token, watch);
    }

    private static void coordinate(ServerSocketChannel server) {
        try (server;
                SocketChannel worker = server.accept()) {
            new TrainingCoordinator(worker).converse();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void loadClasses(JobType type) {
        type.planner();
        type.newTaskFunction();
    }
}
