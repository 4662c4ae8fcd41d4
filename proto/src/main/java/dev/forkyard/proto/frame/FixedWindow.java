package dev.forkyard.proto.frame;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;

/**
 * Gives connections a flow-control window of one size. Stateless.
 *
 * <p>gRPC's own windows grow with the measured bandwidth, for which each end sends a PING behind
 * the messages that it receives: two more frames, writes and wake-ups for each end of a short call,
 * on a path that takes a tenth of a millisecond. Between processes of one machine there is nothing
 * to measure; across a network of 10 ms this window passes 100 MB/s. It also bounds what a reader
 * that does not read has sent to it.
 */
public final class FixedWindow {
    /** What gRPC begins with. */
    private static final int WINDOW_BYTES = 1 << 20;

    private FixedWindow() {}

    /** Has a client's connections receive so. */
    public static void receive(NettyChannelBuilder builder) {
        builder.flowControlWindow(WINDOW_BYTES);
    }

    /** Has a server's connections receive so. */
    public static void receive(NettyServerBuilder builder) {
        builder.flowControlWindow(WINDOW_BYTES);
    }
}
