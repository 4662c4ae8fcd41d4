package dev.forkyard.worker.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.forkyard.proto.frame.LinkFrame;
import dev.forkyard.proto.worker.v1.Drain;
import dev.forkyard.proto.worker.v1.Ended;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.OrderBatch;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.ReportBatch;
import dev.forkyard.proto.worker.v1.Succeeded;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LinkConnectionTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir private Path folder;

    private final Heard heard = new Heard();
    private LinkConnection connection;
    private SocketChannel coordinator;
    private CompletableFuture<Void> received;

    @BeforeEach
    void connect() throws IOException {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            connection = LinkConnection.to(LinkAddress.parse("unix:" + socket));
            coordinator = server.accept();
        }
        received = CompletableFuture.runAsync(() -> connection.receive(heard));
    }

    @AfterEach
    void disconnect() throws IOException {
        connection.close();
        coordinator.close();
        received.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void keepsWhatTheSocketDoesNotTakeAndSaysItInOrder() throws Exception {
        List<ByteString> sent = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 32; i++) {
            byte[] bytes = new byte[i % 2 == 0 ? MEGABYTE - i : i];
            random.nextBytes(bytes);
            ByteString payload = ByteString.copyFrom(bytes);
            sent.add(payload);
            connection.send(result(payload));
        }
        assertThat(connection.isReady()).isFalse();
        connection.finish();

        assertThat(readAll()).isEqualTo(sent);
        assertThat(connection.isReady()).isTrue();
    }

    @Test
    void losesNothingByAnInterruptedThread() throws Exception {
        Thread.currentThread().interrupt();
        try {
            connection.send(result(ByteString.copyFromUtf8("said")));
            connection.finish();
        } finally {
            assertThat(Thread.interrupted()).as("left as it was").isTrue();
        }

        assertThat(readAll()).containsExactly(ByteString.copyFromUtf8("said"));
    }

    @Test
    void dropsWhatIsSaidAfterTheEnd() throws Exception {
        connection.finish();
        connection.send(result(ByteString.copyFromUtf8("too late")));

        assertThat(readAll()).isEmpty();
    }

    @Test
    void hearsOrdersAndTheCoordinatorsEnd() throws Exception {
        OrderBatch drain =
                OrderBatch.newBuilder()
                        .addOrders(Order.newBuilder().setDrain(Drain.getDefaultInstance()))
                        .build();
        coordinator.write(ByteBuffer.wrap(LinkFrame.of(drain)));
        assertThat(heard.orders.poll(30, TimeUnit.SECONDS)).isEqualTo(drain);

        coordinator.close();

        assertThat(heard.closed.get(30, TimeUnit.SECONDS)).isEqualTo("it closed the connection");
    }

    @Test
    void endsByWhatIsNoMessage() throws Exception {
        coordinator.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 0x0a}));

        assertThat(heard.closed.get(30, TimeUnit.SECONDS)).contains("cannot be read");
    }

    @Test
    void endsByItsOwnClose() throws Exception {
        connection.close();

        assertThat(heard.closed.get(30, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void saysThatNobodyListens() {
        LinkAddress nobody = LinkAddress.parse("unix:" + folder.resolve("nobody"));

        assertThatThrownBy(() -> LinkConnection.to(nobody)).isInstanceOf(IOException.class);
    }

    private static ReportBatch result(ByteString payload) {
        Ended ended =
                Ended.newBuilder().setSucceeded(Succeeded.newBuilder().setPayload(payload)).build();
        return ReportBatch.newBuilder().addReports(Report.newBuilder().setEnded(ended)).build();
    }

    private List<ByteString> readAll() throws IOException {
        FrameReader frames = new FrameReader();
        List<ByteString> payloads = new ArrayList<>();
        while (frames.fill(coordinator) >= 0) {
            for (Optional<CodedInputStream> message = frames.next();
                    message.isPresent();
                    message = frames.next()) {
                Report report = ReportBatch.parseFrom(message.get()).getReports(0);
                payloads.add(report.getEnded().getSucceeded().getPayload());
            }
        }
        return payloads;
    }

    private static final class Heard implements LinkConnection.Listener {
        private final BlockingQueue<OrderBatch> orders = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> closed = new CompletableFuture<>();

        @Override
        public void received(OrderBatch message) {
            orders.add(message);
        }

        @Override
        public void closed(String reason) {
            closed.complete(reason);
        }
    }
}
