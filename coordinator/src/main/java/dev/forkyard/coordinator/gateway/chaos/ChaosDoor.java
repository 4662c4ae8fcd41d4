package dev.forkyard.coordinator.gateway.chaos;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.jobs.chaos.ChaosInput;
import dev.forkyard.jobs.chaos.ChaosTotal;
import dev.forkyard.jobs.chaos.Fault;
import dev.forkyard.jobs.chaos.FaultKind;
import dev.forkyard.jobs.chaos.ItemSet;
import dev.forkyard.jobs.chaos.Work;
import dev.forkyard.proto.v1.ChaosFault;
import dev.forkyard.proto.v1.ChaosFaultKind;
import dev.forkyard.proto.v1.ChaosItemsRequest;
import dev.forkyard.proto.v1.ChaosItemsResponse;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Turns requests for chaos into the job type's input, and its result back. Stateless. */
public final class ChaosDoor {
    private ChaosDoor() {}

    /** The refusal of a coordinator that takes no test jobs. */
    public static InvalidRequestException notEnabled() {
        return new InvalidRequestException(
                ErrorReason.UNKNOWN_JOB_TYPE,
                "spec.chaos_items",
                "chaos_items is a test job, which this coordinator does not take; start it with"
                        + " --enable-test-jobs");
    }

    /**
     * Validates a request.
     *
     * @param path where the request stands in the whole message, such as {@code spec.chaos_items.}
     * @throws InvalidRequestException as INVALID_OPTION
     */
    public static ChaosInput input(ChaosItemsRequest request, String path) {
        Work work = checked(path + "work", () -> work(request));
        if (request.getFaultsCount() > ChaosInput.FAULTS_MAX) {
            throw invalid(
                    path + "faults",
                    "the request has %d faults, at most %d"
                            .formatted(request.getFaultsCount(), ChaosInput.FAULTS_MAX));
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < request.getFaultsCount(); i++) {
            ChaosFault fault = request.getFaults(i);
            faults.add(checked(path + "faults[" + i + "]", () -> fault(fault)));
        }
        checked(path + "items", () -> new ChaosInput(request.getItems(), work, List.of()));
        return checked(path + "faults", () -> new ChaosInput(request.getItems(), work, faults));
    }

    /** The request that an input came from. */
    public static ChaosItemsRequest request(ChaosInput input) {
        ChaosItemsRequest.Builder request =
                ChaosItemsRequest.newBuilder()
                        .setItems(input.items())
                        .setWork(work(input.work().kind()))
                        .setWorkMillis(input.work().millis());
        input.faults().forEach(fault -> request.addFaults(fault(fault)));
        return request.build();
    }

    /** The answer. */
    public static ChaosItemsResponse response(ChaosTotal total) {
        return ChaosItemsResponse.newBuilder().setCount(total.count()).setSum(total.sum()).build();
    }

    private static Work work(ChaosItemsRequest request) {
        Work.Kind kind =
                switch (request.getWork()) {
                    case CHAOS_WORK_UNSPECIFIED, CHAOS_WORK_NOOP -> Work.Kind.NOOP;
                    case CHAOS_WORK_SLEEP -> Work.Kind.SLEEP;
                    case CHAOS_WORK_SPIN -> Work.Kind.SPIN;
                    case UNRECOGNIZED ->
                            throw new IllegalArgumentException(
                                    "work is none of CHAOS_WORK_NOOP, CHAOS_WORK_SLEEP,"
                                            + " CHAOS_WORK_SPIN");
                };
        return new Work(kind, request.getWorkMillis());
    }

    private static ChaosWork work(Work.Kind kind) {
        return switch (kind) {
            case NOOP -> ChaosWork.CHAOS_WORK_NOOP;
            case SLEEP -> ChaosWork.CHAOS_WORK_SLEEP;
            case SPIN -> ChaosWork.CHAOS_WORK_SPIN;
        };
    }

    private static Fault fault(ChaosFault fault) {
        FaultKind kind = kind(fault.getKind());
        ItemSet items =
                switch (fault.getItemsCase()) {
                    case ITEM -> ItemSet.one(fault.getItem());
                    case RANGE ->
                            ItemSet.range(fault.getRange().getStart(), fault.getRange().getEnd());
                    case EVERY -> ItemSet.every(fault.getEvery());
                    case ITEMS_NOT_SET ->
                            throw new IllegalArgumentException(
                                    "fault %s names no items; set item, range or every"
                                            .formatted(kind.text()));
                };
        return fault.hasArgument()
                ? new Fault(kind, fault.getArgument(), items)
                : Fault.of(kind, items);
    }

    private static ChaosFault fault(Fault fault) {
        ChaosFault.Builder message =
                ChaosFault.newBuilder()
                        .setKind(ChaosFaultKind.valueOf("CHAOS_FAULT_KIND_" + fault.kind()));
        if (fault.kind().hasArgument()) {
            message.setArgument(fault.argument());
        }
        ItemSet items = fault.items();
        if (items.isOpen()) {
            message.setEvery(items.step());
        } else if (items.end() - items.start() == 1) {
            message.setItem(items.start());
        } else {
            message.setRange(Range.newBuilder().setStart(items.start()).setEnd(items.end()));
        }
        return message.build();
    }

    private static FaultKind kind(ChaosFaultKind kind) {
        return switch (kind) {
            case CHAOS_FAULT_KIND_THROW -> FaultKind.THROW;
            case CHAOS_FAULT_KIND_EXIT -> FaultKind.EXIT;
            case CHAOS_FAULT_KIND_HALT -> FaultKind.HALT;
            case CHAOS_FAULT_KIND_SEGV -> FaultKind.SEGV;
            case CHAOS_FAULT_KIND_HEAP -> FaultKind.HEAP;
            case CHAOS_FAULT_KIND_NATIVE -> FaultKind.NATIVE;
            case CHAOS_FAULT_KIND_PRINT -> FaultKind.PRINT;
            case CHAOS_FAULT_KIND_FREEZE -> FaultKind.FREEZE;
            case CHAOS_FAULT_KIND_SPIN -> FaultKind.SPIN;
            case CHAOS_FAULT_KIND_IGNORE_CANCEL -> FaultKind.IGNORE_CANCEL;
            case CHAOS_FAULT_KIND_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException("the fault has no known kind");
        };
    }

    private static <T> T checked(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw invalid(field, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidRequestException invalid(String field, String message) {
        return new InvalidRequestException(ErrorReason.INVALID_OPTION, field, message);
    }
}
