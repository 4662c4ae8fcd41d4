package dev.forkyard.proto.frame;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;

/**
 * Gives connections a flow-control window of one size. Stateless.
 *
 * <p>gRPC's own windows grow with the measured bandwidth, for which each end sends a PING behind
 * the messages that it receives: two more frames, writes and wake-ups for each end of a short call,
 * on a path that takes a tenth of a millisecond. Between processes of one machine there is nothing
 * to measure. The window also bounds what lies at a reader that does not read.
 */
public enum FixedWindow {
    /** For requests: what gRPC begins with. */
    REQUESTS(1),

    /**
     * For results: what gRPC's windows grow to. With 1 MiB, two messages of captchas, each end
     * waited for the other wherever all cores were busy, and a batch lost a quarter of its speed.
     */
    RESULTS(8);

    private static final int MEBIBYTE = 1 << 20;

    private final int bytes;

    FixedWindow(int mebibytes) {
        this.bytes = mebibytes * MEBIBYTE;
    }

    /** Has a client's connections receive so. */
    public void receive(NettyChannelBuilder builder) {
        builder.flowControlWindow(bytes);
    }

    /** Has a server's connections receive so. */
    public void receive(NettyServerBuilder builder) {
        builder.flowControlWindow(bytes);
    }
}
