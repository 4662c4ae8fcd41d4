package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.proto.frame.FixedWindow;
import dev.forkyard.proto.frame.LargeFrames;
import dev.forkyard.proto.worker.v1.ConnectRequest;
import dev.forkyard.proto.worker.v1.ConnectResponse;
import dev.forkyard.proto.worker.v1.Register;
import dev.forkyard.proto.worker.v1.WorkerLinkServiceGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where workers dial back: a Unix socket in a private directory, or TCP on the loopback where epoll
 * is missing. A worker is known by a token that it alone was given and that is good for one
 * registration. Thread-safe.
 */
final class LinkServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
    private static final int TOKEN_BYTES = 32;

    private final LinkEvents events;
    private final LinkOutbox outbox;
    private final Map<Long, String> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Server server;
    private final String address;
    private final @Nullable SocketDirectory directory;

    LinkServer(LinkEvents events, LinkOutbox outbox, LinkThreads threads) {
        this.events = events;
        this.outbox = outbox;
        boolean epoll = Epoll.isAvailable();
        NettyServerBuilder builder;
        if (epoll) {
            directory = SocketDirectory.create();
            builder =
                    NettyServerBuilder.forAddress(
                                    new DomainSocketAddress(directory.socket().toFile()))
                            .channelType(EpollServerDomainSocketChannel.class);
        } else {
            directory = null;
            builder =
                    NettyServerBuilder.forAddress(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                            .channelType(NioServerSocketChannel.class);
        }
        LargeFrames.receive(builder);
        FixedWindow.RESULTS.receive(builder);
        server =
                builder.bossEventLoopGroup(threads.links())
                        .workerEventLoopGroup(threads.links())
                        .directExecutor()
                        .addService(new Links())
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for workers", e);
        }
        address =
                directory != null
                        ? "unix:" + directory.socket()
                        : "tcp:127.0.0.1:" + server.getPort();
    }

    /** What a worker needs to dial: {@code unix:PATH} or {@code tcp:HOST:PORT}. */
    String address() {
        return address;
    }

    /** Makes the secret of a worker that is about to be forked. */
    String newToken(WorkerId worker) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        tokens.put(worker.number(), token);
        return token;
    }

    /** A worker that ended without registering can no longer do so. */
    void forget(WorkerId worker) {
        tokens.remove(worker.number());
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (directory != null) {
            directory.close();
        }
    }

    private boolean admits(Register register) {
        String expected = tokens.get(register.getWorker());
        if (expected == null
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII),
                        register.getToken().getBytes(StandardCharsets.UTF_8))) {
            return false;
        }
        return tokens.remove(register.getWorker(), expected);
    }

    private final class Links extends WorkerLinkServiceGrpc.WorkerLinkServiceImplBase {
        @Override
        public StreamObserver<ConnectRequest> connect(StreamObserver<ConnectResponse> orders) {
            return new Reports(orders);
        }
    }

    /** One worker's reports. Confined to the stream's netty thread. */
    private final class Reports implements StreamObserver<ConnectRequest> {
        private final StreamObserver<ConnectResponse> orders;
        private @Nullable WorkerId worker;

        Reports(StreamObserver<ConnectResponse> orders) {
            this.orders = orders;
        }

        @Override
        public void onNext(ConnectRequest message) {
            if (worker != null) {
                events.received(worker, message);
            } else if (isRegistration(message) && admits(message.getReports(0).getRegister())) {
                worker = new WorkerId(message.getReports(0).getRegister().getWorker());
                events.registered(new WorkerLink(worker, orders, outbox));
            } else {
                LOG.warn("somebody without a valid token dialled the workers' socket");
                orders.onError(Status.PERMISSION_DENIED.asRuntimeException());
            }
        }

        private static boolean isRegistration(ConnectRequest message) {
            return message.getReportsCount() == 1 && message.getReports(0).hasRegister();
        }

        @Override
        public void onError(Throwable cause) {
            closed();
        }

        @Override
        public void onCompleted() {
            closed();
            try {
                orders.onCompleted();
            } catch (IllegalStateException e) {
                LOG.debug("the stream was closed already", e);
            }
        }

        private void closed() {
            if (worker != null) {
                events.closed(worker);
            }
        }
    }
}
