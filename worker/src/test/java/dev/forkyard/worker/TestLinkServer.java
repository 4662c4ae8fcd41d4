package dev.forkyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.forkyard.proto.frame.LinkFrame;
import dev.forkyard.proto.worker.v1.Assign;
import dev.forkyard.proto.worker.v1.Attempt;
import dev.forkyard.proto.worker.v1.Cancel;
import dev.forkyard.proto.worker.v1.Drain;
import dev.forkyard.proto.worker.v1.DumpThreads;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.OrderBatch;
import dev.forkyard.proto.worker.v1.Refuse;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.Report.MessageCase;
import dev.forkyard.proto.worker.v1.ReportBatch;
import dev.forkyard.proto.worker.v1.Yield;
import dev.forkyard.worker.link.FrameReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
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
    private final CompletableFuture<SocketChannel> connection = new CompletableFuture<>();
    private final ServerSocketChannel server;
    private final String socket;
    private final CompletableFuture<Void> ended;

    private TestLinkServer(ServerSocketChannel server, String socket) {
        this.server = server;
        this.socket = socket;
        this.ended = CompletableFuture.runAsync(this::read, task -> new Thread(task).start());
    }

    static TestLinkServer onUnixSocket(Path folder) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("link.sock"));
        ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
        return new TestLinkServer(server, "unix:" + address.getPath());
    }

    static TestLinkServer onTcp() throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return new TestLinkServer(server, "tcp:127.0.0.1:" + port);
    }

    /** What {@code --socket} takes. */
    String socket() {
        return socket;
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
        OrderBatch message = OrderBatch.newBuilder().addOrders(order).build();
        ByteBuffer frame = ByteBuffer.wrap(LinkFrame.of(message));
        while (frame.hasRemaining()) {
            worker().write(frame);
        }
    }

    /** Sends bytes as they are. */
    void sendRaw(byte[] bytes) throws Exception {
        worker().write(ByteBuffer.wrap(bytes));
    }

    void closeStream() throws Exception {
        worker().close();
    }

    void refuse() throws Exception {
        send(Order.newBuilder().setRefuse(Refuse.getDefaultInstance()).build());
    }

    static Attempt attempt(long task) {
        return Attempt.newBuilder().setJobId("job").setTask(task).setAttempt(1).build();
    }

    @Override
    public void close() throws IOException {
        server.close();
        SocketChannel worker =
                connection.isCompletedExceptionally() ? null : connection.getNow(null);
        if (worker != null) {
            worker.close();
        }
        ended.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
    }

    private Report nextOfAny() throws InterruptedException {
        Report report = reports.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(report).as("a report within %d s", DEADLINE_SECONDS).isNotNull();
        return report;
    }

    private SocketChannel worker() throws Exception {
        return connection.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    private void read() {
        FrameReader frames = new FrameReader();
        try (SocketChannel worker = server.accept()) {
            connection.complete(worker);
            while (frames.fill(worker) >= 0) {
                for (Optional<CodedInputStream> message = frames.next();
                        message.isPresent();
                        message = frames.next()) {
                    reports.addAll(ReportBatch.parseFrom(message.get()).getReportsList());
                }
            }
        } catch (IOException closed) {
            connection.completeExceptionally(closed);
        }
    }
}
