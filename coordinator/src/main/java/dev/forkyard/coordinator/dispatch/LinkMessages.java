package dev.forkyard.coordinator.dispatch;

import com.google.protobuf.UnsafeByteOperations;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.AttemptOrder;
import dev.forkyard.coordinator.fleet.FleetCommand;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.proto.wire.WireIds;
import dev.forkyard.proto.worker.v1.Assign;
import dev.forkyard.proto.worker.v1.Attempt;
import dev.forkyard.proto.worker.v1.Cancel;
import dev.forkyard.proto.worker.v1.Drain;
import dev.forkyard.proto.worker.v1.DumpThreads;
import dev.forkyard.proto.worker.v1.Ended;
import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.StopWarmUp;
import dev.forkyard.proto.worker.v1.Threw;
import dev.forkyard.proto.worker.v1.WarmUp;
import dev.forkyard.proto.worker.v1.Yield;
import java.util.Map;

/** Orders and reports of the workers' link in the core's words. Stateless. */
final class LinkMessages {
    private LinkMessages() {}

    static Order assign(AttemptOrder order) {
        return Order.newBuilder()
                .setAssign(
                        Assign.newBuilder()
                                .setAttempt(WireIds.toWire(order.attempt()))
                                .setJobType(order.type().toString())
                                .setStage(order.stage())
                                .setStageInput(UnsafeByteOperations.unsafeWrap(order.stageInput()))
                                .setStart(order.part().start())
                                .setEnd(order.part().end()))
                .build();
    }

    static Order cancel(AttemptId attempt) {
        return Order.newBuilder()
                .setCancel(Cancel.newBuilder().setAttempt(WireIds.toWire(attempt)))
                .build();
    }

    static Order askToYield(AttemptId attempt) {
        return Order.newBuilder()
                .setYield(Yield.newBuilder().setAttempt(WireIds.toWire(attempt)))
                .build();
    }

    static Order drain() {
        return Order.newBuilder().setDrain(Drain.getDefaultInstance()).build();
    }

    static Order dumpThreads() {
        return Order.newBuilder().setDumpThreads(DumpThreads.getDefaultInstance()).build();
    }

    static Order warmUp(FleetCommand.WarmUp order) {
        return Order.newBuilder()
                .setWarmUp(
                        WarmUp.newBuilder()
                                .setJobType(order.type().toString())
                                .setCpuNanosMax(order.cpuNanosMax()))
                .build();
    }

    static Order stopWarmUp() {
        return Order.newBuilder().setStopWarmUp(StopWarmUp.getDefaultInstance()).build();
    }

    static AttemptId attempt(Attempt wire) {
        return WireIds.fromWire(wire);
    }

    static AttemptOutcome outcome(WorkerId worker, Ended ended) {
        return switch (ended.getOutcomeCase()) {
            case SUCCEEDED ->
                    new AttemptOutcome.Succeeded(
                            ended.getSucceeded().getFinishedTo(), ended.getRunNanos());
            case THREW -> new AttemptOutcome.Threw(failure(worker, ended.getThrew()));
            case CANCELLED -> new AttemptOutcome.Cancelled();
            case OUTCOME_NOT_SET ->
                    new AttemptOutcome.Threw(
                            Failure.of(
                                    ErrorReason.INTERNAL,
                                    "worker " + worker + " reported an end without an outcome"));
        };
    }

    private static Failure failure(WorkerId worker, Threw threw) {
        String message =
                threw.getMessage().isEmpty()
                        ? threw.getClassName()
                        : threw.getClassName() + ": " + threw.getMessage();
        return new Failure(
                ErrorReason.TASK_THREW,
                "the task threw " + message,
                Map.of("worker", worker.toString(), "class", threw.getClassName()),
                threw.getStack());
    }
}
