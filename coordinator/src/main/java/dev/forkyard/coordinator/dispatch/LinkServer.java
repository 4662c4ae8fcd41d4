package dev.forkyard.coordinator.dispatch;

import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.group.ChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.group.DefaultChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where workers dial back: a Unix socket in a private directory, or TCP on the loopback where epoll
 * is missing. Whoever cannot show one of its tokens is refused. Thread-safe.
 */
final class LinkServer implements AutoCloseable {
    private static final long CLOSE_MILLIS_MAX = 1_000;

    /** A read takes what the socket has, and the buffers follow what reads brought. */
    private static final int READ_BYTES_MIN = 64;

    private static final int READ_BYTES_FIRST = 2048;
    private static final int READ_BYTES_MAX = 1 << 20;

    private final LinkTokens tokens = new LinkTokens();
    private final ChannelGroup connections;
    private final Channel server;
    private final String address;
    private final @Nullable SocketDirectory directory;

    LinkServer(LinkEvents events, LinkOutbox outbox, LinkThreads threads) {
        connections = new DefaultChannelGroup(threads.links().next(), true);
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(threads.links())
                        .childOption(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new AdaptiveRecvByteBufAllocator(
                                        READ_BYTES_MIN, READ_BYTES_FIRST, READ_BYTES_MAX))
                        .childHandler(new Joining(events, outbox));
        if (Epoll.isAvailable()) {
            directory = SocketDirectory.create();
            bootstrap.channel(EpollServerDomainSocketChannel.class);
            server = listen(bootstrap, new DomainSocketAddress(directory.socket().toString()));
            address = "unix:" + directory.socket();
        } else {
            directory = null;
            bootstrap.channel(NioServerSocketChannel.class);
            server = listen(bootstrap, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            address = "tcp:127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();
        }
    }

    private static Channel listen(ServerBootstrap bootstrap, SocketAddress at) {
        ChannelFuture bound = bootstrap.bind(at).awaitUninterruptibly();
        if (bound.cause() != null) {
            throw new UncheckedIOException(
                    "cannot listen for workers", new IOException(bound.cause()));
        }
        return bound.channel();
    }

    /** What a worker needs to dial: {@code unix:PATH} or {@code tcp:HOST:PORT}. */
    String address() {
        return address;
    }

    /** By which workers are known. */
    LinkTokens tokens() {
        return tokens;
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly(CLOSE_MILLIS_MAX);
        connections.close().awaitUninterruptibly(CLOSE_MILLIS_MAX);
        if (directory != null) {
            directory.close();
        }
    }

    /** Gives each connection its reader. */
    private final class Joining extends ChannelInitializer<Channel> {
        private final LinkEvents events;
        private final LinkOutbox outbox;

        Joining(LinkEvents events, LinkOutbox outbox) {
            this.events = events;
            this.outbox = outbox;
        }

        @Override
        protected void initChannel(Channel connection) {
            connections.add(connection);
            connection
                    .pipeline()
                    .addLast(LinkReader.newFrameDecoder(), new LinkReader(tokens, events, outbox));
        }
    }
}
