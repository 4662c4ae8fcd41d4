package dev.forkyard.worker.link;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.wire.WireIds;
import dev.forkyard.proto.worker.v1.Assign;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.OrderBatch;
import dev.forkyard.worker.execute.AttemptOrder;
import dev.forkyard.worker.execute.BriefAttempts;
import dev.forkyard.worker.execute.Slot;
import dev.forkyard.worker.execute.WarmUpOrder;
import dev.forkyard.worker.guard.ExitCode;
import dev.forkyard.worker.guard.ProcessEnd;
import dev.forkyard.worker.guard.ThreadDumpText;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears the coordinator: hands its orders to the slot, says what threads do, and ends the process
 * with the connection. Confined to the link's thread, but for {@link #finish} and {@link
 * #awaitClose}.
 */
final class OrderListener implements LinkConnection.Listener {
    private final Slot slot;
    private final BriefAttempts brief;
    private final ReportSender sender;
    private final ProcessEnd end;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean finishing;

    OrderListener(Slot slot, BriefAttempts brief, ReportSender sender, ProcessEnd end) {
        this.slot = slot;
        this.brief = brief;
        this.sender = sender;
        this.end = end;
    }

    /** Makes the connection's end an expected one. Thread-safe. */
    void finish() {
        finishing = true;
    }

    /** Waits for the connection's end; false if it did not come in time. Thread-safe. */
    boolean awaitClose(long millisMax) throws InterruptedException {
        return closed.await(millisMax, TimeUnit.MILLISECONDS);
    }

    @Override
    public void received(OrderBatch message) {
        try {
            message.getOrdersList().forEach(this::obey);
        } catch (IllegalArgumentException unreadable) {
            end.halt(ExitCode.PROTOCOL, "order cannot be read: " + unreadable.getMessage());
        } catch (RuntimeException bug) {
            end.halt(ExitCode.INTERNAL, "order was not obeyed: " + bug);
        }
    }

    @Override
    public void closed(String reason) {
        closed.countDown();
        if (!finishing) {
            end.halt(ExitCode.LINK_LOST, "the coordinator is gone: " + reason);
        }
    }

    private void obey(Order message) {
        switch (message.getMessageCase()) {
            case ASSIGN -> assign(message.getAssign());
            case CANCEL -> slot.cancel(WireIds.fromWire(message.getCancel().getAttempt()));
            case YIELD -> slot.requestYield(WireIds.fromWire(message.getYield().getAttempt()));
            case DRAIN -> slot.drain();
            // Here and now, because the coordinator waits for milliseconds only.
            case DUMP_THREADS -> sender.threadDump(ThreadDumpText.now());
            case WARM_UP ->
                    slot.warmUp(
                            new WarmUpOrder(
                                    JobTypeId.parse(message.getWarmUp().getJobType()),
                                    message.getWarmUp().getCpuNanosMax()));
            case STOP_WARM_UP -> slot.stopWarmUp();
            case REFUSE -> end.halt(ExitCode.REFUSED, "the coordinator does not know the token");
            case MESSAGE_NOT_SET -> throw new IllegalArgumentException("message is empty");
        }
    }

    private void assign(Assign assign) {
        AttemptOrder order =
                new AttemptOrder(
                        WireIds.fromWire(assign.getAttempt()),
                        JobTypeId.parse(assign.getJobType()),
                        new TaskInput(
                                assign.getStage(),
                                assign.getStageInput().toByteArray(),
                                new UnsignedRange(assign.getStart(), assign.getEnd())));
        if (!brief.execute(order) && !slot.assign(order)) {
            end.halt(
                    ExitCode.PROTOCOL,
                    "attempt %s was assigned while %d wait"
                            .formatted(order.attempt(), Slot.QUEUE_MAX));
        }
    }
}
