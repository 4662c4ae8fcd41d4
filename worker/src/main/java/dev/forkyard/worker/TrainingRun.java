package dev.forkyard.worker;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.job.JobType;
import dev.forkyard.worker.guard.CoordinatorWatch;
import dev.forkyard.worker.guard.ProcessEnd;
import dev.forkyard.worker.guard.WorkerThreads;
import dev.forkyard.worker.link.LinkConnection;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
        Server unused = startServer(socket, folder);
        // Read as a worker reads it, so that the watch is recorded too.
        InputStream input = new ByteArrayInputStream("training\n".getBytes(StandardCharsets.UTF_8));
        CoordinatorWatch watch = new CoordinatorWatch(input, end);
        String token = watch.readToken();
        WorkerArguments arguments =
                WorkerArguments.parse("--worker", "1", "--socket", "unix:" + socket);
        LinkConnection connection = LinkConnection.to(arguments.address(), threads);
        new WorkerProcess(new JobCatalog(types), threads, end)
                .start(connection, arguments.worker(), token, watch);
    }

    private Server startServer(Path socket, Path folder) throws IOException {
        MultiThreadIoEventLoopGroup eventLoop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        threads.daemons("forkyard-training-coordinator"),
                        EpollIoHandler.newFactory());
        return NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toString()))
                .channelType(EpollServerDomainSocketChannel.class)
                .bossEventLoopGroup(eventLoop)
                .workerEventLoopGroup(eventLoop)
                .directExecutor()
                // A connection outlives its socket's name.
                .addService(new TrainingCoordinator(() -> delete(socket, folder)))
                .build()
                .start();
    }

    private static void loadClasses(JobType type) {
        type.planner();
        type.newTaskFunction();
    }

    private static void delete(Path socket, Path folder) {
        try {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
