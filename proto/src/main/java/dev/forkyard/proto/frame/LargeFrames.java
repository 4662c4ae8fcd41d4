package dev.forkyard.proto.frame;

import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalNettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator.ProtocolNegotiator;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.ChannelOutboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.RecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.WriteBufferWaterMark;
import io.grpc.netty.shaded.io.netty.handler.codec.ByteToMessageDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Settings;
import io.grpc.netty.shaded.io.netty.util.AsciiString;

/**
 * Has plaintext connections carry results in large pieces. Stateless.
 *
 * <p>A message of a list has a megabyte. In HTTP/2's usual frames of 16 KiB it goes 62 times
 * through some hundred methods, which the command line's JVM, gone after half a second, never
 * compiles; and netty's reads of 64 KiB at most do the rest. gRPC has no option for the frames'
 * size, so that SETTINGS_MAX_FRAME_SIZE (RFC 9113, section 6.5.2) goes out in a second SETTINGS
 * frame right behind the first. The other end may send smaller frames all the same, and netty sends
 * none that is longer than what its channel takes before it is full.
 */
public final class LargeFrames {
    /** Holds any message of a stream of results. */
    private static final int FRAME_BYTES_MAX = 1 << 20;

    /** A read takes what the socket has, and the buffers follow what reads brought. */
    private static final int READ_BYTES_MAX = 1 << 20;

    private static final int READ_BYTES_FIRST = 2048;
    private static final int READ_BYTES_MIN = 64;

    /** A channel is full with two frames, and takes more when half of one is left. */
    private static final int UNSENT_BYTES_MAX = 2 * FRAME_BYTES_MAX;

    private static final int UNSENT_BYTES_FEW = FRAME_BYTES_MAX / 2;

    private LargeFrames() {}

    /** Has a server's connections send so, to clients that take it. */
    public static void send(NettyServerBuilder builder) {
        builder.withChildOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(UNSENT_BYTES_FEW, UNSENT_BYTES_MAX));
    }

    /** Has a client's connections receive so; of plaintext ones only. */
    public static void receive(NettyChannelBuilder builder) {
        InternalNettyChannelBuilder.setProtocolNegotiatorFactory(
                builder, () -> new Negotiator(InternalProtocolNegotiators.plaintext()));
        builder.withOption(ChannelOption.RECVBUF_ALLOCATOR, reads());
    }

    private static RecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES_FIRST, READ_BYTES_MAX);
    }

    /** The usual beginning of a connection, and who waits for it. */
    private record Negotiator(ProtocolNegotiator plaintext) implements ProtocolNegotiator {
        @Override
        public AsciiString scheme() {
            return plaintext.scheme();
        }

        @Override
        public ChannelHandler newHandler(GrpcHttp2ConnectionHandler connection) {
            // A frame comes in several reads, and is not copied together.
            connection.setCumulator(ByteToMessageDecoder.COMPOSITE_CUMULATOR);
            return new Asking(connection, plaintext.newHandler(connection));
        }

        @Override
        public void close() {
            plaintext.close();
        }
    }

    /**
     * Stands between socket and connection until that has written its preface, adds the setting and
     * leaves. Confined to the channel's event loop.
     */
    private static final class Asking extends ChannelOutboundHandlerAdapter {
        private final GrpcHttp2ConnectionHandler connection;
        private final ChannelHandler negotiation;

        Asking(GrpcHttp2ConnectionHandler connection, ChannelHandler negotiation) {
            this.connection = connection;
            this.negotiation = negotiation;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            context.pipeline().addAfter(context.name(), null, negotiation);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            // It writes its preface once it is in the pipeline, before anybody can flush.
            ChannelHandlerContext connected = context.pipeline().context(connection);
            if (connected != null) {
                context.pipeline().remove(this);
                connection
                        .encoder()
                        .writeSettings(
                                connected,
                                new Http2Settings().maxFrameSize(FRAME_BYTES_MAX),
                                connected.newPromise());
            }
            context.flush();
        }
    }
}
