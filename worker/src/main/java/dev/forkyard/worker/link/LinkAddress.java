package dev.forkyard.worker.link;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;

/** Where the coordinator listens for its workers. Immutable. */
public sealed interface LinkAddress {
    /**
     * Reads {@code unix:/path/to.sock} or {@code tcp:host:port}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    static LinkAddress parse(String text) {
        if (text.startsWith("unix:/")) {
            return new UnixSocket(text.substring("unix:".length()));
        }
        int colon = text.lastIndexOf(':');
        if (text.startsWith("tcp:") && colon > "tcp:".length()) {
            return new TcpSocket(
                    text.substring("tcp:".length(), colon),
                    Integer.parseInt(text.substring(colon + 1)));
        }
        throw new IllegalArgumentException(
                "socket must be unix:/PATH or tcp:HOST:PORT, was '" + text + "'");
    }

    /** Makes the one event loop of a channel to this address, on a thread of {@code threads}. */
    EventLoopGroup newEventLoop(ThreadFactory threads);

    /** Begins a channel to this address on a loop of {@link #newEventLoop}. */
    NettyChannelBuilder newChannel(EventLoopGroup eventLoop);

    /**
     * A Unix domain socket.
     *
     * @param path an absolute path of at most 107 bytes
     */
    record UnixSocket(String path) implements LinkAddress {
        @Override
        public EventLoopGroup newEventLoop(ThreadFactory threads) {
            return new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory());
        }

        @Override
        public NettyChannelBuilder newChannel(EventLoopGroup eventLoop) {
            return NettyChannelBuilder.forAddress(new DomainSocketAddress(path))
                    .channelType(EpollDomainSocketChannel.class, DomainSocketAddress.class)
                    .eventLoopGroup(eventLoop);
        }
    }

    /**
     * A TCP port, in practice on loopback.
     *
     * @param host a name or an address
     * @param port 1…65535
     */
    record TcpSocket(String host, int port) implements LinkAddress {
        /**
         * @throws IllegalArgumentException if the port is out of its range
         */
        public TcpSocket {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port must be 1…65535, was " + port);
            }
        }

        @Override
        public EventLoopGroup newEventLoop(ThreadFactory threads) {
            return new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        }

        @Override
        public NettyChannelBuilder newChannel(EventLoopGroup eventLoop) {
            return NettyChannelBuilder.forAddress(new InetSocketAddress(host, port))
                    .channelType(NioSocketChannel.class, InetSocketAddress.class)
                    .eventLoopGroup(eventLoop);
        }
    }
}
