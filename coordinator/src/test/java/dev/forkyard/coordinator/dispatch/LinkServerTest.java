package dev.forkyard.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnsafeByteOperations;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.proto.frame.LinkFrame;
import dev.forkyard.proto.worker.v1.Ended;
import dev.forkyard.proto.worker.v1.Heartbeat;
import dev.forkyard.proto.worker.v1.OrderBatch;
import dev.forkyard.proto.worker.v1.Register;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.ReportBatch;
import dev.forkyard.proto.worker.v1.Succeeded;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dials the workers' socket as workers do, and as others might. */
@Timeout(60)
class LinkServerTest {
    private static final WorkerId WORKER = new WorkerId(7);
    private static final int END = -1;

    private final Events events = new Events();
    private final LinkThreads threads = LinkThreads.of(1);
    private final LinkServer server = new LinkServer(events, new LinkOutbox(), threads);

    @AfterEach
    void close() {
        server.close();
        threads.close();
        assertThat(Files.exists(socket())).isFalse();
    }

    @Test
    void hearsWhoHasItsToken() throws Exception {
        String token = server.tokens().issue(WORKER);
        try (SocketChannel worker = dial()) {
            send(worker, register(token));
            assertThat(events.next()).isEqualTo("registered 7");

            send(worker, Report.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build());
            assertThat(events.next()).isEqualTo("received 7 1");
        }
        assertThat(events.next()).isEqualTo("closed 7");
    }

    @Test
    void refusesTheSecondUseOfAToken() throws Exception {
        String token = server.tokens().issue(WORKER);
        try (SocketChannel worker = dial();
                SocketChannel thief = dial()) {
            send(worker, register(token));
            assertThat(events.next()).isEqualTo("registered 7");

            send(thief, register(token));
            assertRefused(thief);
        }
    }

    @Test
    void refusesTheTokenOfAWorkerThatIsGone() throws Exception {
        String token = server.tokens().issue(WORKER);
        server.tokens().forget(WORKER);
        try (SocketChannel worker = dial()) {
            send(worker, register(token));

            assertRefused(worker);
        }
    }

    @Test
    void refusesWhoDoesNotRegisterFirst() throws Exception {
        server.tokens().issue(WORKER);
        try (SocketChannel stranger = dial()) {
            send(
                    stranger,
                    Report.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build());

            assertRefused(stranger);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LinkFrame.MESSAGE_BYTES_MAX + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void closesAFrameOfImpossibleLength(int length) throws Exception {
        try (SocketChannel stranger = dial()) {
            stranger.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));

            assertThat(in(stranger).read()).isEqualTo(END);
        }
    }

    @Test
    void endsAWorkerWhoseMessageCannotBeRead() throws Exception {
        String token = server.tokens().issue(WORKER);
        try (SocketChannel worker = dial()) {
            send(worker, register(token));
            assertThat(events.next()).isEqualTo("registered 7");

            worker.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 0x0a}));

            assertThat(events.next()).isEqualTo("closed 7");
            assertThat(in(worker).read()).isEqualTo(END);
        }
    }

    @Test
    void hearsAResultOfMegabytesThatComesPieceByPiece() throws Exception {
        byte[] payload = new byte[3 << 20];
        new Random(1).nextBytes(payload);
        Ended ended =
                Ended.newBuilder()
                        .setSucceeded(
                                Succeeded.newBuilder()
                                        .setPayload(UnsafeByteOperations.unsafeWrap(payload)))
                        .build();
        String token = server.tokens().issue(WORKER);
        try (SocketChannel worker = dial()) {
            send(worker, register(token));
            assertThat(events.next()).isEqualTo("registered 7");

            send(worker, Report.newBuilder().setEnded(ended).build());

            assertThat(events.next()).isEqualTo("received 7 1");
            assertThat(events.last.getReports(0).getEnded()).isEqualTo(ended);
        }
    }

    @Test
    void endsAWorkerWhoseLargeMessageCannotBeRead() throws Exception {
        byte[] groupsEnds = new byte[100_000];
        Arrays.fill(groupsEnds, (byte) 0x0c);
        String token = server.tokens().issue(WORKER);
        try (SocketChannel worker = dial()) {
            send(worker, register(token));
            assertThat(events.next()).isEqualTo("registered 7");

            worker.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, groupsEnds.length));
            worker.write(ByteBuffer.wrap(groupsEnds));

            assertThat(events.next()).isEqualTo("closed 7");
        }
    }

    @Test
    void closesItsConnectionsWithItself() throws Exception {
        String token = server.tokens().issue(WORKER);
        try (SocketChannel worker = dial()) {
            send(worker, register(token));
            assertThat(events.next()).isEqualTo("registered 7");

            server.close();

            assertThat(in(worker).read()).isEqualTo(END);
        }
    }

    private Path socket() {
        return Path.of(server.address().substring("unix:".length()));
    }

    private SocketChannel dial() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }

    private static Report register(String token) {
        return Report.newBuilder()
                .setRegister(Register.newBuilder().setWorker(WORKER.number()).setToken(token))
                .build();
    }

    private static void send(SocketChannel worker, Report report) throws IOException {
        ReportBatch message = ReportBatch.newBuilder().addReports(report).build();
        worker.write(ByteBuffer.wrap(LinkFrame.of(message)));
    }

    private static void assertRefused(SocketChannel stranger) throws IOException {
        DataInputStream in = in(stranger);
        OrderBatch message = OrderBatch.parseFrom(in.readNBytes(in.readInt()));
        assertThat(message.getOrdersList()).hasSize(1);
        assertThat(message.getOrders(0).hasRefuse()).isTrue();
        assertThat(in.read()).isEqualTo(END);
    }

    private static DataInputStream in(SocketChannel channel) {
        return new DataInputStream(Channels.newInputStream(channel));
    }

    private static final class Events implements LinkEvents {
        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        private volatile ReportBatch last = ReportBatch.getDefaultInstance();

        String next() throws InterruptedException {
            return String.valueOf(seen.poll(30, TimeUnit.SECONDS));
        }

        @Override
        public void registered(WorkerLink link) {
            seen.add("registered " + link.worker().number());
        }

        @Override
        public void received(WorkerId worker, ReportBatch message) {
            last = message;
            seen.add("received " + worker.number() + " " + message.getReportsCount());
        }

        @Override
        public void closed(WorkerId worker) {
            seen.add("closed " + worker.number());
        }
    }
}
