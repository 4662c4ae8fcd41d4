package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.proto.worker.v1.ConnectResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/** The coordinator's end of one worker's stream. Orders are sent on the loop thread only. */
final class WorkerLink {
    private final WorkerId worker;
    private final StreamObserver<ConnectResponse> orders;

    WorkerLink(WorkerId worker, StreamObserver<ConnectResponse> orders) {
        this.worker = worker;
        this.orders = orders;
    }

    WorkerId worker() {
        return worker;
    }

    /** Sends an order; of no effect once the stream is over, which is reported separately. */
    void send(ConnectResponse order) {
        try {
            orders.onNext(order);
        } catch (IllegalStateException | StatusRuntimeException e) {
            // The stream ended meanwhile: the worker's end brings its attempts back.
            return;
        }
    }
}
