package dev.forkyard.coordinator;

import dev.forkyard.coordinator.gateway.PortHolder;
import dev.forkyard.coordinator.gateway.http.FirstRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator process. SIGTERM or SIGINT has it drain and exit with 0; a second one ends it at
 * once, with 128 and the signal's number. Exits with 1 if it broke, 2 on bad options, 3 if its port
 * or its data directory is taken. What a user must know is one line on stderr.
 */
public final class CoordinatorMain {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int TAKEN = 3;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /** Workers that die again and again for so long will not come up by waiting longer. */
    private static final Duration START_TROUBLE_TIMEOUT = Duration.ofSeconds(10);

    /** Workers are dead by then, and ports and files take milliseconds. */
    private static final Duration HURRY_TIMEOUT = Duration.ofSeconds(3);

    /** gRPC and netty log here, at INFO each stranger's connection with a stack trace. */
    private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

    private CoordinatorMain() {}

    /** Runs until SIGTERM. */
    public static void main(String[] words) throws InterruptedException {
        GRPC_LOG.setLevel(Level.WARNING);
        CoordinatorArguments arguments;
        try {
            arguments = CoordinatorArguments.parse(List.of(words));
        } catch (IllegalArgumentException e) {
            complain(String.valueOf(e.getMessage()));
            System.exit(USAGE);
            return;
        }
        try {
            run(arguments.config());
        } catch (UncheckedIOException e) {
            complain(e.getMessage() + ": " + describe(e.getCause()));
            System.exit(FAILED);
        }
    }

    private static void run(CoordinatorConfig config) throws InterruptedException {
        Optional<DataDirectory> data = Optional.empty();
        if (config.dataDirectory().isPresent()) {
            Path directory = config.dataDirectory().get();
            data = DataDirectory.take(directory);
            if (data.isEmpty()) {
                complain(
                        "already running with data directory %s (%s); stop it with"
                                        .formatted(directory, DataDirectory.describe(directory))
                                + " scripts/stop-cluster.sh or choose another --data");
                System.exit(TAKEN);
            }
        }
        config.grpcAddress().ifPresent(address -> refuseTaken(address, "--port"));
        config.httpAddress().ifPresent(address -> refuseTaken(address, "--http-port"));
        Coordinator coordinator = Coordinator.open(config);
        closeAtExit(coordinator, data);
        AtomicInteger exitCode = new AtomicInteger();
        StopSignals.listen(
                () -> {
                    complain("draining; a second signal ends everything at once");
                    coordinator.close();
                    System.exit(exitCode.get());
                },
                code -> {
                    exitCode.compareAndSet(0, code);
                    coordinator.hurry();
                    if (!coordinator.awaitClosed(HURRY_TIMEOUT)) {
                        Runtime.getRuntime().halt(code);
                    }
                });
        boolean ready = coordinator.awaitReady(START_TROUBLE_TIMEOUT);
        if (coordinator.refusal().isPresent()) {
            complain(coordinator.refusal().get());
            System.exit(USAGE);
        }
        if (!ready && coordinator.warnings().isEmpty()) {
            // Slow, not broken.
            ready = coordinator.awaitReady(START_TIMEOUT);
        }
        if (!ready) {
            complain("no worker came up: " + String.join("; ", coordinator.warnings()));
            System.exit(FAILED);
        }
        announce(coordinator, config, data);
        config.httpAddress().ifPresent(FirstRequests::send);
        coordinator.awaitBroken();
        complain("the coordinator is broken; its log says why");
        System.exit(FAILED);
    }

    private static void announce(
            Coordinator coordinator, CoordinatorConfig config, Optional<DataDirectory> data) {
        try {
            if (data.isPresent()) {
                data.get()
                        .announce(
                                coordinator.address(), coordinator.httpAddress(), config.workers());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the data directory", e);
        }
    }

    private static void closeAtExit(Coordinator coordinator, Optional<DataDirectory> data) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    coordinator.close();
                                    data.ifPresent(DataDirectory::close);
                                },
                                "forkyard-shutdown"));
    }

    private static void refuseTaken(InetSocketAddress address, String option) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (IOException e) {
            String holder =
                    PortHolder.of(address.getPort())
                            .map(
                                    process ->
                                            "taken by pid %d (%s)"
                                                    .formatted(
                                                            process.pid(),
                                                            process.info()
                                                                    .command()
                                                                    .orElse("unknown")))
                            .orElse(e.getMessage());
            complain(
                    "cannot listen on %s:%d: %s; choose another %s"
                            .formatted(address.getHostString(), address.getPort(), holder, option));
            System.exit(TAKEN);
        }
    }

    /** The JDK's file exceptions have nothing but the file's name as their message. */
    private static String describe(@Nullable IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        } else if (cause instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        return cause == null ? "unknown" : String.valueOf(cause.getMessage());
    }

    private static void complain(String line) {
        System.err.println("forkyard: " + line);
    }
}
