package dev.forkyard.worker.link;

import dev.forkyard.proto.frame.FixedWindow;
import dev.forkyard.proto.worker.v1.ConnectRequest;
import dev.forkyard.proto.worker.v1.ConnectResponse;
import dev.forkyard.proto.worker.v1.WorkerLinkServiceGrpc;
import dev.forkyard.worker.guard.WorkerThreads;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;

/** A worker's connection to its coordinator, on an event loop of its own. Thread-safe. */
public final class LinkConnection {
    private static final int INBOUND_BYTES_MAX = 4 * 1024 * 1024;
    private static final long CLOSE_MILLIS_MAX = 200;

    private final EventLoopGroup eventLoop;
    private final ClientCall<ConnectRequest, ConnectResponse> call;

    private LinkConnection(
            EventLoopGroup eventLoop, ClientCall<ConnectRequest, ConnectResponse> call) {
        this.eventLoop = eventLoop;
        this.call = call;
    }

    /**
     * Begins to connect, on the connection's own thread, so that the caller can do something else
     * meanwhile. If nobody listens its call will fail.
     */
    public static LinkConnection to(LinkAddress address, WorkerThreads threads) {
        EventLoopGroup eventLoop = address.newEventLoop(threads.daemons("forkyard-link"));
        NettyChannelBuilder builder = address.newChannel(eventLoop);
        FixedWindow.REQUESTS.receive(builder);
        ManagedChannel channel =
                builder.directExecutor()
                        .usePlaintext()
                        .overrideAuthority("coordinator")
                        .proxyDetector(target -> null)
                        .disableRetry()
                        .maxInboundMessageSize(INBOUND_BYTES_MAX)
                        .build();
        channel.getState(true);
        return new LinkConnection(
                eventLoop,
                channel.newCall(WorkerLinkServiceGrpc.getConnectMethod(), CallOptions.DEFAULT));
    }

    /** The one call of the connection. */
    public ClientCall<ConnectRequest, ConnectResponse> call() {
        return call;
    }

    /**
     * Ends the event loop, after its call has ended, and waits for that, at most {@value
     * #CLOSE_MILLIS_MAX} ms. A JVM whose threads sit in system calls, as an event loop does, waits
     * 300 ms for them when it exits.
     */
    public void close() throws InterruptedException {
        eventLoop
                .shutdownGracefully(0, CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .await(CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }
}
