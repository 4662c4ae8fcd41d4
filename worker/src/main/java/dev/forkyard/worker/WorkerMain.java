package dev.forkyard.worker;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.job.JobType;
import dev.forkyard.worker.guard.CoordinatorWatch;
import dev.forkyard.worker.guard.ExitCode;
import dev.forkyard.worker.guard.ExitNotice;
import dev.forkyard.worker.guard.JvmHalt;
import dev.forkyard.worker.guard.ProcessEnd;
import dev.forkyard.worker.guard.WorkerThreads;
import dev.forkyard.worker.link.LinkConnection;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a worker process starts. The coordinator forks it as {@code --worker N --socket ADDRESS}
 * and writes the one-time token as the first line of its standard input, which then stays open.
 * With {@code --train} instead it is a run without a coordinator, made to record a class-data
 * archive.
 */
public final class WorkerMain {
    private WorkerMain() {}

    /** Starts the worker; how it ends is told by {@link ExitCode}. */
    public static void main(String[] arguments) {
        ProcessEnd end = new JvmHalt();
        // A channel, because its close wakes whoever reads from it.
        InputStream standardInput =
                Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
        // Descriptor 0 is the guard's; user code that reads standard input sees its end.
        System.setIn(InputStream.nullInputStream());
        ExitNotice.install();
        try {
            WorkerLogging.quiet();
            if (arguments.length == 1 && arguments[0].equals("--train")) {
                new TrainingRun(new WorkerThreads(end), end).start();
            } else {
                start(arguments, standardInput, end);
            }
        } catch (Exception | LinkageError bug) {
            end.halt(ExitCode.INTERNAL, "main failed: " + bug);
        }
    }

    private static void start(String[] commandLine, InputStream standardInput, ProcessEnd end) {
        CoordinatorWatch watch = new CoordinatorWatch(standardInput, end);
        WorkerArguments arguments;
        String token;
        try {
            arguments = WorkerArguments.parse(commandLine);
            token = watch.readToken();
        } catch (IllegalArgumentException usage) {
            end.halt(ExitCode.USAGE, String.valueOf(usage.getMessage()));
            return;
        } catch (IOException noCoordinator) {
            end.halt(ExitCode.ORPHANED, String.valueOf(noCoordinator.getMessage()));
            return;
        }
        WorkerThreads threads = new WorkerThreads(end);
        threads.startDaemon("forkyard-guard", watch);
        LinkConnection connection;
        try {
            connection = LinkConnection.to(arguments.address());
        } catch (IOException nobodyListens) {
            end.halt(
                    ExitCode.LINK_LOST,
                    "cannot connect to %s: %s"
                            .formatted(arguments.address(), nobodyListens.getMessage()));
            return;
        }
        new WorkerProcess(catalog(), threads, end)
                .start(connection, arguments.worker(), token, watch);
    }

    /** What the class path announces, and the empty tasks by which a coordinator warms the link. */
    private static JobCatalog catalog() {
        List<JobType> types = new ArrayList<>(JobCatalog.fromClassPath().all());
        types.add(new TrainingJob());
        return new JobCatalog(types);
    }
}
