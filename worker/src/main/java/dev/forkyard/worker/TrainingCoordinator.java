package dev.forkyard.worker;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.forkyard.proto.frame.LinkFrame;
import dev.forkyard.proto.worker.v1.Assign;
import dev.forkyard.proto.worker.v1.Attempt;
import dev.forkyard.proto.worker.v1.Cancel;
import dev.forkyard.proto.worker.v1.Drain;
import dev.forkyard.proto.worker.v1.DumpThreads;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.OrderBatch;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.ReportBatch;
import dev.forkyard.proto.worker.v1.Yield;
import dev.forkyard.worker.link.FrameReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * The coordinator of a training run: gives its worker {@value #ATTEMPTS} attempts, one after the
 * other, the last of which throws, and then drains it. Confined to one thread.
 */
final class TrainingCoordinator {
    private static final long ATTEMPTS = 20;

    private final SocketChannel worker;
    private final FrameReader frames = new FrameReader();
    private long ended;

    /** Makes the coordinator of a worker at the other end of a blocking channel. */
    TrainingCoordinator(SocketChannel worker) {
        this.worker = worker;
    }

    /**
     * Talks to the worker until it leaves.
     *
     * @throws IOException if it leaves in another way than by closing the connection
     */
    void converse() throws IOException {
        while (frames.fill(worker) >= 0) {
            for (Optional<CodedInputStream> message = frames.next();
                    message.isPresent();
                    message = frames.next()) {
                for (Report report : ReportBatch.parseFrom(message.get()).getReportsList()) {
                    take(report);
                }
            }
        }
    }

    private void take(Report report) throws IOException {
        if (report.hasRegister()) {
            assign(1);
        } else if (report.hasEnded()) {
            ended++;
            if (ended < ATTEMPTS) {
                assign(ended + 1);
            } else {
                sayLateWords();
            }
        }
    }

    private void assign(long task) throws IOException {
        long start = task == ATTEMPTS ? TrainingJob.POISON : 0;
        Assign assign =
                Assign.newBuilder()
                        .setAttempt(attempt(task))
                        .setJobType(TrainingJob.ID.toString())
                        .setStageInput(ByteString.copyFrom(new byte[16]))
                        .setStart(start)
                        .setEnd(start + 1)
                        .build();
        send(Order.newBuilder().setAssign(assign));
    }

    /** Orders for an ended attempt are ignored, but their classes are recorded. */
    private void sayLateWords() throws IOException {
        Cancel cancel = Cancel.newBuilder().setAttempt(attempt(1)).build();
        send(Order.newBuilder().setCancel(cancel));
        Yield yield = Yield.newBuilder().setAttempt(attempt(1)).build();
        send(Order.newBuilder().setYield(yield));
        send(Order.newBuilder().setDumpThreads(DumpThreads.getDefaultInstance()));
        send(Order.newBuilder().setDrain(Drain.getDefaultInstance()));
    }

    private void send(Order.Builder order) throws IOException {
        OrderBatch message = OrderBatch.newBuilder().addOrders(order).build();
        ByteBuffer frame = ByteBuffer.wrap(LinkFrame.of(message));
        while (frame.hasRemaining()) {
            worker.write(frame);
        }
    }

    private static Attempt attempt(long task) {
        return Attempt.newBuilder().setJobId("training").setTask(task).setAttempt(1).build();
    }
}
