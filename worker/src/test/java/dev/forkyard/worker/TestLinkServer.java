package dev.forkyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.forkyard.proto.worker.v1.Assign;
import dev.forkyard.proto.worker.v1.Attempt;
import dev.forkyard.proto.worker.v1.Cancel;
import dev.forkyard.proto.worker.v1.ConnectRequest;
import dev.forkyard.proto.worker.v1.ConnectResponse;
import dev.forkyard.proto.worker.v1.Drain;
import dev.forkyard.proto.worker.v1.DumpThreads;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.Report.MessageCase;
import dev.forkyard.proto.worker.v1.WorkerLinkServiceGrpc;
import dev.forkyard.proto.worker.v1.Yield;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A coordinator's end of the link for one worker, driven by a test: what the worker says is queued,
 * what the test wants is sent. Thread-safe.
 */
final class TestLinkServer implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 30;

    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final CompletableFuture<StreamObserver<ConnectResponse>> stream =
            new CompletableFuture<>();
    private final MultiThreadIoEventLoopGroup eventLoop;
    private final Server server;
    private final String socket;

    private TestLinkServer(
            MultiThreadIoEventLoopGroup eventLoop, NettyServerBuilder builder, String socket)
            throws IOException {
        this.eventLoop = eventLoop;
        this.server = builder.directExecutor().addService(new Service()).build().start();
        this.socket = socket;
    }

    static TestLinkServer onUnixSocket(Path folder) throws IOException {
        Path path = folder.resolve("link.sock");
        MultiThreadIoEventLoopGroup eventLoop =
                new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new DomainSocketAddress(path.toString()))
                        .channelType(EpollServerDomainSocketChannel.class)
                        .bossEventLoopGroup(eventLoop)
                        .workerEventLoopGroup(eventLoop);
        return new TestLinkServer(eventLoop, builder, "unix:" + path);
    }

    static TestLinkServer onTcp() throws IOException {
        MultiThreadIoEventLoopGroup eventLoop =
                new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new TestLinkServer(eventLoop, builder, "");
    }

    /** What {@code --socket} takes. */
    String socket() {
        return socket.isEmpty() ? "tcp:127.0.0.1:" + server.getPort() : socket;
    }

    /** The next report that is not a heartbeat. */
    Report next() throws InterruptedException {
        while (true) {
            Report report = nextOfAny();
            if (!report.hasHeartbeat()) {
                return report;
            }
        }
    }

    /** The next report of that kind; others before it are dropped. */
    Report next(MessageCase kind) throws InterruptedException {
        while (true) {
            Report report = nextOfAny();
            if (report.getMessageCase() == kind) {
                return report;
            }
        }
    }

    void assign(long task, String behaviour) throws Exception {
        assign(task, TestJob.ID.toString(), behaviour);
    }

    void assign(long task, String type, String behaviour) throws Exception {
        Assign assign =
                Assign.newBuilder()
                        .setAttempt(attempt(task))
                        .setJobType(type)
                        .setStageInput(ByteString.copyFromUtf8(behaviour))
                        .setStart(100)
                        .setEnd(200)
                        .build();
        send(Order.newBuilder().setAssign(assign).build());
    }

    void cancel(long task) throws Exception {
        Cancel cancel = Cancel.newBuilder().setAttempt(attempt(task)).build();
        send(Order.newBuilder().setCancel(cancel).build());
    }

    void requestYield(long task) throws Exception {
        Yield yield = Yield.newBuilder().setAttempt(attempt(task)).build();
        send(Order.newBuilder().setYield(yield).build());
    }

    void dumpThreads() throws Exception {
        DumpThreads dump = DumpThreads.getDefaultInstance();
        send(Order.newBuilder().setDumpThreads(dump).build());
    }

    void drain() throws Exception {
        send(Order.newBuilder().setDrain(Drain.getDefaultInstance()).build());
    }

    void send(Order order) throws Exception {
        ConnectResponse message = ConnectResponse.newBuilder().addOrders(order).build();
        stream.get(DEADLINE_SECONDS, TimeUnit.SECONDS).onNext(message);
    }

    void closeStream() throws Exception {
        stream.get(DEADLINE_SECONDS, TimeUnit.SECONDS).onCompleted();
    }

    void refuse() throws Exception {
        stream.get(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .onError(Status.UNAUTHENTICATED.asRuntimeException());
    }

    static Attempt attempt(long task) {
        return Attempt.newBuilder().setJobId("job").setTask(task).setAttempt(1).build();
    }

    @Override
    public void close() {
        server.shutdownNow();
        assertThat(
                        eventLoop
                                .shutdownGracefully(0, DEADLINE_SECONDS, TimeUnit.SECONDS)
                                .awaitUninterruptibly(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    private Report nextOfAny() throws InterruptedException {
        Report report = reports.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(report).as("a report within %d s", DEADLINE_SECONDS).isNotNull();
        return report;
    }

    private final class Service extends WorkerLinkServiceGrpc.WorkerLinkServiceImplBase {
        @Override
        public StreamObserver<ConnectRequest> connect(StreamObserver<ConnectResponse> orders) {
            stream.complete(orders);
            return new StreamObserver<>() {
                @Override
                public void onNext(ConnectRequest message) {
                    reports.addAll(message.getReportsList());
                }

                @Override
                public void onError(Throwable workerEnded) {}

                @Override
                public void onCompleted() {
                    orders.onCompleted();
                }
            };
        }
    }
}
