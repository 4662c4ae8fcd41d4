package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.proto.worker.v1.ConnectResponse;
import dev.forkyard.proto.worker.v1.Order;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/**
 * The coordinator's end of one worker's stream. Confined to the loop thread. Orders of one turn of
 * the loop travel together: a message costs many times what an order in it costs.
 */
final class WorkerLink {
    /** So many orders are not kept back until the turn's end. */
    private static final int ORDERS_MAX = 16;

    private final WorkerId worker;
    private final StreamObserver<ConnectResponse> stream;
    private final LinkOutbox outbox;
    private ConnectResponse.Builder waiting = ConnectResponse.newBuilder();

    WorkerLink(WorkerId worker, StreamObserver<ConnectResponse> stream, LinkOutbox outbox) {
        this.outbox = outbox;
        this.worker = worker;
        this.stream = stream;
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

    /** Sends what waits; of no effect once the stream is over, which is reported separately. */
    void flush() {
        if (waiting.getOrdersCount() == 0) {
            return;
        }
        ConnectResponse message = waiting.build();
        waiting = ConnectResponse.newBuilder();
        try {
            stream.onNext(message);
        } catch (IllegalStateException | StatusRuntimeException e) {
            // The stream ended meanwhile: the worker's end brings its attempts back.
            return;
        }
    }
}
