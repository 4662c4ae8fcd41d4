package dev.forkyard.benchmarks.stand;

import dev.forkyard.client.ForkyardClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A cluster that the scripts started for one run, with test jobs, or one that ran already.
 * Thread-safe. Closing ends what it started and deletes its data; a foreign cluster is left alone.
 *
 * <p>All processes of a started cluster inherit an environment variable by which those that are
 * left behind are found.
 */
public final class Cluster implements AutoCloseable {
    private static final String MARK = "FORKYARD_STAND_RUN";
    private static final long SCRIPT_SECONDS_MAX = 600;

    private final String address;
    private final Optional<Path> data;
    private final String mark;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Cluster(String address, Optional<Path> data, String mark) {
        this.address = address;
        this.data = data;
        this.mark = mark;
    }

    /**
     * Starts a cluster with a data directory and a port of its own, and waits until it is healthy.
     *
     * @throws UncheckedIOException if it does not start; the scripts have said why on stderr
     */
    public static Cluster start(int workers) {
        try {
            Path data = Files.createTempDirectory("forkyard-stand");
            int port = freePort();
            String mark = UUID.randomUUID().toString();
            Cluster cluster = new Cluster("127.0.0.1:" + port, Optional.of(data), mark);
            // A run that is interrupted leaves nothing behind either.
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "forkyard-stand-stop"));
            cluster.script(
                    "start-cluster.sh",
                    List.of(
                            "--workers",
                            Integer.toString(workers),
                            "--port",
                            Integer.toString(port),
                            "--http-port",
                            "0",
                            "--data",
                            data.toString(),
                            "--enable-test-jobs"));
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A cluster that runs already, by HOST:PORT. */
    public static Cluster at(String address) {
        return new Cluster(address, Optional.empty(), "");
    }

    /** Where it answers gRPC, as HOST:PORT. */
    public String address() {
        return address;
    }

    /** A client with a connection of its own. */
    public ForkyardClient connect() {
        int colon = address.lastIndexOf(':');
        return ForkyardClient.connect(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    /** The coordinator's event log; empty for a foreign cluster. */
    public Optional<Path> eventLog() {
        return data.map(directory -> directory.resolve("logs").resolve("events.jsonl"));
    }

    /** What a process of this cluster has in its environment; empty for a foreign cluster. */
    public Optional<String> mark() {
        return mark.isEmpty() ? Optional.empty() : Optional.of(MARK + "=" + mark);
    }

    /** Stops it, if it was started here. Its data stay until {@link #close}. */
    public void stop() {
        if (stopped.getAndSet(true)) {
            return;
        }
        data.ifPresent(
                directory -> {
                    try {
                        script("stop-cluster.sh", List.of("--data", directory.toString()));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Override
    public void close() {
        stop();
        data.ifPresent(Cluster::delete);
    }

    /** Makes a process that carries this cluster's mark, as its workers do. */
    public ProcessBuilder marked(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(MARK, mark);
        return builder;
    }

    private void script(String name, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("forkyard.scripts", "scripts"), name).toString());
        command.addAll(options);
        ProcessBuilder builder = marked(command);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try {
            if (!process.waitFor(SCRIPT_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroy();
                throw new IOException(name + " did not end in " + SCRIPT_SECONDS_MAX + " s");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(name + " ended with code " + process.exitValue());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
