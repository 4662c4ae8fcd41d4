package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.coordinator.Coordinator;
import dev.forkyard.coordinator.CoordinatorConfig;
import dev.forkyard.coordinator.WorkerConfig;
import dev.forkyard.proto.v1.CaptchaServiceGrpc;
import dev.forkyard.proto.v1.ClusterServiceGrpc;
import dev.forkyard.proto.v1.GenerateCaptchaRequest;
import dev.forkyard.proto.v1.GetClusterRequest;
import dev.forkyard.proto.v1.JobServiceGrpc;
import dev.forkyard.proto.v1.ListJobsRequest;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.VerifyCaptchaRequest;
import dev.forkyard.proto.v1.WaitJobRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Watches, by JDK Flight Recorder, for blocking calls on the loop and on the threads of gRPC and
 * the workers' link while jobs run. Waiting for the next message is their only permitted wait.
 */
class NoBlockingAcceptanceTest {
    private static final Set<String> BLOCKING =
            Set.of(
                    "jdk.ThreadPark",
                    "jdk.ThreadSleep",
                    "jdk.JavaMonitorWait",
                    "jdk.JavaMonitorEnter",
                    "jdk.FileRead",
                    "jdk.FileWrite",
                    "jdk.FileForce",
                    "jdk.SocketRead",
                    "jdk.SocketWrite");

    /**
     * A lock that its holder keeps for microseconds is contention, not blocking; longer than this,
     * something was done under it, or the machine is beyond use.
     */
    private static final Duration CONTENTION = Duration.ofMillis(250);

    /** With few workers the loop's thread serves the callers, too. */
    @ParameterizedTest
    @CsvSource({"2, forkyard-loop", "9, forkyard-grpc"})
    void threadsThatServeNeverBlock(int workers, String serving) throws Exception {
        Path file = Files.createTempFile("forkyard", ".jfr");
        Set<String> watched;
        try (Recording recording = new Recording()) {
            for (String name : BLOCKING) {
                recording.enable(name).withThreshold(Duration.ZERO).withStackTrace();
            }
            recording.start();
            watched = runJobs(workers);
            recording.stop();
            recording.dump(file);
        }

        assertThat(watched).anyMatch(name -> name.startsWith(serving));
        assertThat(blocked(file)).isEmpty();
        Files.delete(file);
    }

    private static Set<String> runJobs(int workers) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("forkyard-no-blocking");
        int port = RunningCluster.freePort();
        CoordinatorConfig config =
                new CoordinatorConfig(
                        workers,
                        Optional.of(new InetSocketAddress("127.0.0.1", port)),
                        Optional.empty(),
                        Optional.of(data),
                        Duration.ofSeconds(5),
                        false,
                        false,
                        WorkerConfig.DEFAULT);
        Files.createDirectories(data.resolve("logs"));
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        try (Coordinator coordinator = Coordinator.open(config)) {
            assertThat(coordinator.awaitReady(Duration.ofSeconds(60))).isTrue();
            JobServiceGrpc.JobServiceBlockingStub jobs = JobServiceGrpc.newBlockingStub(channel);
            String job =
                    jobs.submitJob(
                                    SubmitJobRequest.newBuilder()
                                            .setSpec(RunningCluster.sieveJob(0, 2_000_000_000L))
                                            .build())
                            .getJob()
                            .getJobId();
            for (int i = 0; i < 50; i++) {
                PrimeServiceGrpc.newBlockingStub(channel)
                        .countPrimes(RunningCluster.sieve(0, 100_000));
                ClusterServiceGrpc.newBlockingStub(channel)
                        .getCluster(GetClusterRequest.getDefaultInstance());
                jobs.listJobs(ListJobsRequest.getDefaultInstance());
                String token =
                        CaptchaServiceGrpc.newBlockingStub(channel)
                                .generateCaptcha(GenerateCaptchaRequest.getDefaultInstance())
                                .getToken();
                CaptchaServiceGrpc.newBlockingStub(channel)
                        .verifyCaptcha(VerifyCaptchaRequest.newBuilder().setToken(token).build());
            }
            jobs.waitJob(WaitJobRequest.newBuilder().setJobId(job).build());
            return Set.copyOf(
                    Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList());
        } finally {
            channel.shutdownNow();
            Folders.delete(data);
        }
    }

    private static List<String> blocked(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            String name = event.getEventType().getName();
            if (event.getThread() == null || !isWatched(event.getThread().getJavaName())) {
                continue;
            }
            boolean contention =
                    (name.equals("jdk.JavaMonitorEnter") || isLock(event))
                            && event.getDuration().compareTo(CONTENTION) < 0;
            if (BLOCKING.contains(name)
                    && !contention
                    && !isClassInitialization(event)
                    && !isPermitted(event)) {
                found.add(name + " on " + event.getThread().getJavaName() + "\n" + stack(event));
            }
        }
        return found;
    }

    private static boolean isWatched(String thread) {
        return thread != null
                && (thread.equals("forkyard-loop")
                        || thread.startsWith("forkyard-grpc")
                        || thread.startsWith("forkyard-link"));
    }

    /**
     * The loop may wait for its next message, netty's sockets are in non-blocking mode, and any
     * thread may load a class.
     */
    private static boolean isPermitted(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return true;
        }
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String method =
                    frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
            if (method.equals("dev.forkyard.coordinator.loop.Loop.awaitMessage")
                    || method.contains("netty.channel.socket.nio.NioSocketChannel.do")
                    || method.startsWith("java.lang.ClassLoader.loadClass")
                    || method.startsWith("jdk.internal.loader.")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Two threads that need a class for the first time initialize it once: the JVM lets the other
     * wait and reports a monitor, though no code called {@link Object#wait()}. A class of the job
     * types is in such use by the test's own client, which lives in the same JVM.
     */
    private static boolean isClassInitialization(RecordedEvent event) {
        return event.getEventType().getName().equals("jdk.JavaMonitorWait")
                && event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .noneMatch(Object.class.getName()::equals);
    }

    private static boolean isLock(RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .map(RecordedFrame::getMethod)
                        .anyMatch(
                                method ->
                                        method.getName().equals("lock")
                                                && method.getType()
                                                        .getName()
                                                        .equals(
                                                                "java.util.concurrent.locks.ReentrantLock"));
    }

    private static String stack(RecordedEvent event) {
        StringBuilder text = new StringBuilder();
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            text.append("    ")
                    .append(frame.getMethod().getType().getName())
                    .append('.')
                    .append(frame.getMethod().getName())
                    .append('\n');
        }
        return text.toString();
    }
}
