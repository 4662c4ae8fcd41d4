package dev.forkyard.worker;

import com.google.protobuf.ByteString;
import dev.forkyard.proto.worker.v1.Assign;
import dev.forkyard.proto.worker.v1.Attempt;
import dev.forkyard.proto.worker.v1.Cancel;
import dev.forkyard.proto.worker.v1.ConnectRequest;
import dev.forkyard.proto.worker.v1.ConnectResponse;
import dev.forkyard.proto.worker.v1.Drain;
import dev.forkyard.proto.worker.v1.DumpThreads;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.WorkerLinkServiceGrpc;
import dev.forkyard.proto.worker.v1.Yield;
import io.grpc.stub.StreamObserver;

/**
 * The coordinator of a training run: gives its worker {@value #ATTEMPTS} attempts, one after the
 * other, the last of which throws, and then drains it. Confined to the server's event loop thread.
 */
final class TrainingCoordinator extends WorkerLinkServiceGrpc.WorkerLinkServiceImplBase {
    private static final long ATTEMPTS = 20;

    private final Runnable onRegistered;

    /** Makes a coordinator that calls {@code onRegistered} once its worker is there. */
    TrainingCoordinator(Runnable onRegistered) {
        this.onRegistered = onRegistered;
    }

    @Override
    public StreamObserver<ConnectRequest> connect(StreamObserver<ConnectResponse> orders) {
        return new StreamObserver<>() {
            private long ended;

            @Override
            public void onNext(ConnectRequest message) {
                message.getReportsList().forEach(this::take);
            }

            private void take(Report report) {
                if (report.hasRegister()) {
                    onRegistered.run();
                    assign(orders, 1);
                } else if (report.hasEnded()) {
                    ended++;
                    if (ended < ATTEMPTS) {
                        assign(orders, ended + 1);
                    } else {
                        sayLateWords(orders);
                    }
                }
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                orders.onCompleted();
            }
        };
    }

    private static void assign(StreamObserver<ConnectResponse> orders, long task) {
        long start = task == ATTEMPTS ? TrainingJob.POISON : 0;
        Assign assign =
                Assign.newBuilder()
                        .setAttempt(attempt(task))
                        .setJobType(TrainingJob.ID.toString())
                        .setStageInput(ByteString.copyFrom(new byte[16]))
                        .setStart(start)
                        .setEnd(start + 1)
                        .build();
        send(orders, Order.newBuilder().setAssign(assign));
    }

    /** Orders for an ended attempt are ignored, but their classes are recorded. */
    private static void sayLateWords(StreamObserver<ConnectResponse> orders) {
        Cancel cancel = Cancel.newBuilder().setAttempt(attempt(1)).build();
        send(orders, Order.newBuilder().setCancel(cancel));
        Yield yield = Yield.newBuilder().setAttempt(attempt(1)).build();
        send(orders, Order.newBuilder().setYield(yield));
        DumpThreads dump = DumpThreads.getDefaultInstance();
        send(orders, Order.newBuilder().setDumpThreads(dump));
        send(orders, Order.newBuilder().setDrain(Drain.getDefaultInstance()));
    }

    private static void send(StreamObserver<ConnectResponse> orders, Order.Builder order) {
        orders.onNext(ConnectResponse.newBuilder().addOrders(order).build());
    }

    private static Attempt attempt(long task) {
        return Attempt.newBuilder().setJobId("training").setTask(task).setAttempt(1).build();
    }
}
