package dev.forkyard.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LargeFramesTest {
    private static final BytesValue MEGABYTE = random(1_000_000);

    /** Sends back what it gets. */
    private static final MethodDescriptor<BytesValue, BytesValue> ECHO =
            MethodDescriptor.<BytesValue, BytesValue>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("test.Echo/Echo")
                    .setRequestMarshaller(ProtoUtils.marshaller(BytesValue.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(BytesValue.getDefaultInstance()))
                    .build();

    @Test
    void megabyteComesWholeAndInOneFrame() throws Exception {
        try (FramesSeen seen = new FramesSeen("NettyClientHandler")) {
            NettyServerBuilder served =
                    NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            LargeFrames.send(served);
            Server server = served.addService(echo()).build().start();
            NettyChannelBuilder dialled =
                    NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext();
            LargeFrames.receive(dialled);
            ManagedChannel channel = dialled.build();

            BytesValue echoed =
                    ClientCalls.blockingUnaryCall(
                            channel,
                            ECHO,
                            CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
                            MEGABYTE);
            channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
            server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);

            assertThat(echoed).isEqualTo(MEGABYTE);
            assertThat(seen.largest).isGreaterThan(MEGABYTE.getSerializedSize());
        }
    }

    private static BytesValue random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return BytesValue.of(ByteString.copyFrom(bytes));
    }

    private static ServerServiceDefinition echo() {
        return ServerServiceDefinition.builder("test.Echo")
                .addMethod(
                        ECHO,
                        ServerCalls.asyncUnaryCall(
                                (request, answer) -> {
                                    answer.onNext(request);
                                    answer.onCompleted();
                                }))
                .build();
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
