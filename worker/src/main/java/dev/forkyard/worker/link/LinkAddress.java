package dev.forkyard.worker.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

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

    /**
     * Connects a blocking channel, which the caller closes.
     *
     * @throws IOException if nobody listens
     */
    SocketChannel connect() throws IOException;

    /**
     * A Unix domain socket.
     *
     * @param path an absolute path of at most 107 bytes
     */
    record UnixSocket(String path) implements LinkAddress {
        /** A large result, so that a worker goes on without waiting for its reader. */
        private static final int UNREAD_BYTES_MAX = 1 << 20;

        @Override
        public SocketChannel connect() throws IOException {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            // The kernel gives as much of it as it allows.
            return channel.setOption(StandardSocketOptions.SO_SNDBUF, UNREAD_BYTES_MAX);
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
        public SocketChannel connect() throws IOException {
            return SocketChannel.open(new InetSocketAddress(host, port))
                    .setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }
}
