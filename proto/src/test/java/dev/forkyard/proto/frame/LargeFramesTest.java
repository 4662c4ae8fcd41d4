package dev.forkyard.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.forkyard.proto.worker.v1.Assign;
import dev.forkyard.proto.worker.v1.ConnectRequest;
import dev.forkyard.proto.worker.v1.ConnectResponse;
import dev.forkyard.proto.worker.v1.Ended;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.Succeeded;
import dev.forkyard.proto.worker.v1.WorkerLinkServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeFramesTest {
    private static final int USUAL_FRAME_BYTES = 16 * 1024;
    private static final ByteString MEGABYTE = random(1_000_000);

    @ParameterizedTest
    @ValueSource(strings = {"NettyServerHandler", "NettyClientHandler"})
    void megabytesComeWholeAndInLargeFrames(String receiver) throws Exception {
        try (FramesSeen seen = new FramesSeen(receiver)) {
            NettyServerBuilder builder =
                    NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            LargeFrames.receive(builder);
            Server server = builder.addService(new Echo()).build().start();

            NettyChannelBuilder dialled =
                    NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext();
            LargeFrames.receive(dialled);
            ManagedChannel channel = dialled.build();
            ByteString echoed = echo(channel);
            channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
            server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);

            assertThat(echoed).isEqualTo(MEGABYTE);
            assertThat(seen.largest).isGreaterThan(USUAL_FRAME_BYTES);
        }
    }

    private static ByteString random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    private static ByteString echo(ManagedChannel channel) throws Exception {
        CompletableFuture<ByteString> answer = new CompletableFuture<>();
        StreamObserver<ConnectRequest> call =
                WorkerLinkServiceGrpc.newStub(channel)
                        .connect(
                                new Ear<>(
                                        response ->
                                                answer.complete(
                                                        response.getOrders(0)
                                                                .getAssign()
                                                                .getStageInput()),
                                        answer::completeExceptionally));
        Succeeded result = Succeeded.newBuilder().setPayload(MEGABYTE).build();
        call.onNext(
                ConnectRequest.newBuilder()
                        .addReports(
                                Report.newBuilder()
                                        .setEnded(Ended.newBuilder().setSucceeded(result)))
                        .build());
        return answer.get(30, TimeUnit.SECONDS);
    }

    /** Sends a result's bytes back as the input of a stage. */
    private static final class Echo extends WorkerLinkServiceGrpc.WorkerLinkServiceImplBase {
        @Override
        public StreamObserver<ConnectRequest> connect(StreamObserver<ConnectResponse> orders) {
            return new Ear<>(
                    request ->
                            orders.onNext(
                                    ConnectResponse.newBuilder()
                                            .addOrders(Order.newBuilder().setAssign(of(request)))
                                            .build()),
                    ended -> {});
        }

        private static Assign of(ConnectRequest request) {
            return Assign.newBuilder()
                    .setStageInput(request.getReports(0).getEnded().getSucceeded().getPayload())
                    .build();
        }
    }

    private record Ear<T>(Consumer<T> message, Consumer<Throwable> failure)
            implements StreamObserver<T> {
        @Override
        public void onNext(T value) {
            message.accept(value);
        }

        @Override
        public void onError(Throwable cause) {
            failure.accept(cause);
        }

        @Override
        public void onCompleted() {}
    }

    /** Reads the sizes of arriving DATA frames in gRPC's own log of frames. */
    private static final class FramesSeen extends Handler implements AutoCloseable {
        private static final Pattern ARRIVED =
                Pattern.compile("INBOUND DATA: .* length=(\\d+)", Pattern.DOTALL);

        private final Logger logger;
        private volatile int largest;

        FramesSeen(String receiver) {
            logger = Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty." + receiver);
            logger.setLevel(Level.FINE);
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord frame) {
            Matcher arrived = ARRIVED.matcher(frame.getMessage());
            if (arrived.find()) {
                largest = Math.max(largest, Integer.parseInt(arrived.group(1)));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
            logger.setLevel(null);
        }
    }
}
