package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.proto.frame.LinkFrame;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.OrderBatch;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;

/**
 * The coordinator's end of one worker's connection. Confined to the loop thread. Orders of one turn
 * of the loop travel together: a message costs many times what an order in it costs.
 */
final class WorkerLink {
    /** So many orders are not kept back until the turn's end. */
    private static final int ORDERS_MAX = 16;

    private final WorkerId worker;
    private final Channel channel;
    private final LinkOutbox outbox;
    private OrderBatch.Builder waiting = OrderBatch.newBuilder();

    WorkerLink(WorkerId worker, Channel channel, LinkOutbox outbox) {
        this.outbox = outbox;
        this.worker = worker;
        this.channel = channel;
    }

    WorkerId worker() {
        return worker;
    }

    /** Puts an order behind those that wait for the turn's end. */
    void send(Order order) {
        waiting.addOrders(order);
        if (waiting.getOrdersCount() == 1) {
            outbox.add(this);
        } else if (waiting.getOrdersCount() == ORDERS_MAX) {
            flush();
        }
    }

    /** Sends what waits; of no effect once the connection is over, which is reported separately. */
    void flush() {
        if (waiting.getOrdersCount() == 0) {
            return;
        }
        byte[] frame = LinkFrame.of(waiting.build());
        waiting = OrderBatch.newBuilder();
        var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(frame));
    }
}
