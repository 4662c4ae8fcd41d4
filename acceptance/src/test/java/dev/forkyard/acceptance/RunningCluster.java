package dev.forkyard.acceptance;

import dev.forkyard.proto.v1.ClusterServiceGrpc;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.GetClusterRequest;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.JobServiceGrpc;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A coordinator process with its workers, from the class path of the tests. Closing it proves that
 * no process and no socket is left.
 */
final class RunningCluster implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** In the environment of every process of a cluster: its data directory. */
    private static final String MARK = "FORKYARD_ACCEPTANCE_CLUSTER";

    final Path data;
    final ManagedChannel channel;
    private final Process process;
    private final int port;
    private final List<Long> everSeen = new ArrayList<>();

    private RunningCluster(Path data, Process process, int port) {
        this.data = data;
        this.process = process;
        this.port = port;
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    static RunningCluster start(int workers, String... moreOptions) throws IOException {
        Path data = Files.createTempDirectory("forkyard-acceptance");
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:-UsePerfData"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dlogback.configurationFile=forkyard-coordinator-logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("dev.forkyard.coordinator.CoordinatorMain");
        command.addAll(List.of("--workers", Integer.toString(workers)));
        command.addAll(List.of("--listen", "127.0.0.1:" + port, "--data", data.toString()));
        command.addAll(List.of(moreOptions));
        Path log = data.resolve("coordinator.out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put(MARK, data.toString());
        Process process = builder.start();
        RunningCluster cluster = new RunningCluster(data, process, port);
        Await.until(
                "the coordinator is healthy; its output is in " + log,
                LONG,
                () -> !process.isAlive() || Files.exists(data.resolve("coordinator.properties")));
        if (!process.isAlive()) {
            throw new AssertionError("the coordinator ended: " + Files.readString(log));
        }
        cluster.awaitReadyWorkers(workers);
        return cluster;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    PrimeServiceGrpc.PrimeServiceBlockingStub primes() {
        return PrimeServiceGrpc.newBlockingStub(channel).withDeadlineAfter(300, TimeUnit.SECONDS);
    }

    JobServiceGrpc.JobServiceBlockingStub jobs() {
        return JobServiceGrpc.newBlockingStub(channel).withDeadlineAfter(300, TimeUnit.SECONDS);
    }

    GetClusterResponse cluster() {
        GetClusterResponse response =
                ClusterServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(60, TimeUnit.SECONDS)
                        .getCluster(GetClusterRequest.getDefaultInstance());
        response.getWorkersList().forEach(worker -> everSeen.add(worker.getPid()));
        return response;
    }

    List<Worker> workers() {
        return cluster().getWorkersList();
    }

    Duration awaitReadyWorkers(int count) {
        return Await.until(
                count + " workers are ready",
                LONG,
                () ->
                        workers().stream()
                                        .filter(
                                                w ->
                                                        w.getState()
                                                                        == WorkerState
                                                                                .WORKER_STATE_IDLE
                                                                || w.getState()
                                                                        == WorkerState
                                                                                .WORKER_STATE_BUSY)
                                        .count()
                                >= count);
    }

    /** A worker that executes a task. */
    Worker awaitBusyWorker() {
        List<Worker> found = new ArrayList<>();
        Await.until(
                "a worker is busy",
                LONG,
                () -> {
                    workers().stream()
                            .filter(w -> w.getState() == WorkerState.WORKER_STATE_BUSY)
                            .forEach(found::add);
                    return !found.isEmpty();
                });
        return found.get(0);
    }

    static CountPrimesRequest sieve(long start, long end) {
        return CountPrimesRequest.newBuilder()
                .addRanges(Range.newBuilder().setStart(start).setEnd(end))
                .setMethod(Method.METHOD_SIEVE)
                .build();
    }

    static JobSpec sieveJob(long start, long end) {
        return JobSpec.newBuilder().setCountPrimes(sieve(start, end)).build();
    }

    /** Kills the coordinator, and says how long its workers outlived it. */
    Duration killCoordinator() {
        List<Long> workers = workers().stream().map(Worker::getPid).toList();
        Processes.signal("KILL", process.pid());
        return Await.until(
                "no worker outlives the coordinator",
                LONG,
                () -> Processes.running(workers).isEmpty());
    }

    @Override
    public void close() {
        channel.shutdownNow();
        if (process.isAlive()) {
            process.destroy();
        }
        Await.until("the coordinator ends", LONG, () -> !process.isAlive());
        Await.until("no worker is left", LONG, () -> Processes.running(everSeen).isEmpty());
        String mark = MARK + "=" + data;
        Await.until(
                "no process of " + data + " is left",
                LONG,
                () -> Processes.withEnvironment(mark).isEmpty());
        Folders.delete(data);
    }
}
