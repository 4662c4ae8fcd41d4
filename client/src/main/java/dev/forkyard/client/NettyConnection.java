package dev.forkyard.client;

import dev.forkyard.proto.frame.FixedWindow;
import dev.forkyard.proto.frame.LargeFrames;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * One plaintext connection with one thread. Thread-safe.
 *
 * <p>NIO and not epoll, because a client has one socket and loading the native library costs more
 * time than it could ever save. Callbacks run on the event loop: ours only hand over.
 */
record NettyConnection(ManagedChannel channel, EventLoopGroup group) implements AutoCloseable {
    private static final int METADATA_BYTES_MAX = 64 * 1024;
    private static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

    static NettyConnection open(String host, int port) {
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(
                        1, NettyConnection::daemon, NioIoHandler.newFactory());
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress(new InetSocketAddress(host, port))
                        .usePlaintext()
                        .eventLoopGroup(group)
                        .channelType(NioSocketChannel.class, InetSocketAddress.class)
                        .directExecutor()
                        .offloadExecutor(Runnable::run)
                        .disableRetry()
                        .disableServiceConfigLookUp()
                        .maxTraceEvents(0)
                        .maxInboundMetadataSize(METADATA_BYTES_MAX)
                        .maxInboundMessageSize(MESSAGE_BYTES_MAX);
        LargeFrames.receive(builder);
        FixedWindow.RESULTS.receive(builder);
        return new NettyConnection(builder.build(), group);
    }

    /** Lets a cancellation that is being written reach the coordinator, then ends the thread. */
    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(1, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable loop) {
        Thread thread = new Thread(loop, "forkyard-client");
        thread.setDaemon(true);
        return thread;
    }
}
