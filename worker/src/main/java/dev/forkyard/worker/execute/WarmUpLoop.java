package dev.forkyard.worker.execute;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.range.UnsignedRange;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Executes the warm-up inputs of a type round and round, with the slot's own task function, so that
 * its buffers are there as well. Confined to the slot's thread.
 *
 * <p>Whatever goes wrong in it concerns no task. The type is not warmed again then, since all of
 * the time that it was given counts as spent.
 */
final class WarmUpLoop {
    private final JobCatalog catalog;
    private final SlotFunctions functions;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<JobTypeId, List<TaskInput>> inputs = new HashMap<>();

    WarmUpLoop(JobCatalog catalog, SlotFunctions functions) {
        this.catalog = catalog;
        this.functions = functions;
    }

    /** Executes until the time is over or it is cancelled; returns the CPU time that it took. */
    long run(RunningWarmUp warmUp) {
        WarmUpOrder order = warmUp.order();
        long begin = threads.getCurrentThreadCpuTime();
        long spent = 0;
        try {
            List<TaskInput> parts =
                    inputs.computeIfAbsent(order.type(), type -> partsOf(find(type)));
            if (parts.isEmpty()) {
                return order.cpuNanosMax();
            }
            TaskFunction function = functions.get(order.type());
            for (int next = 0; !warmUp.cancelled() && spent < order.cpuNanosMax(); next++) {
                function.execute(parts.get(next % parts.size()), warmUp);
                spent = threads.getCurrentThreadCpuTime() - begin;
            }
            return spent;
        } catch (Throwable failure) {
            return order.cpuNanosMax();
        } finally {
            Thread.interrupted();
        }
    }

    private JobType find(JobTypeId type) {
        return catalog.find(type).orElseThrow(() -> new IllegalArgumentException("no " + type));
    }

    /** Of each stage of each input one part. */
    private static List<TaskInput> partsOf(JobType type) {
        List<TaskInput> parts = new ArrayList<>();
        for (byte[] input : type.warmUpInputs()) {
            List<StagePlan> stages = type.planner().plan(input).stages();
            for (int number = 0; number < stages.size(); number++) {
                StagePlan stage = stages.get(number);
                parts.add(new TaskInput(number, stage.input(), firstPart(stage)));
            }
        }
        return parts;
    }

    private static UnsignedRange firstPart(StagePlan stage) {
        UnsignedRange extent = stage.extent();
        return Long.compareUnsigned(extent.width(), stage.largestPart()) <= 0
                ? extent
                : new UnsignedRange(extent.start(), extent.start() + stage.largestPart());
    }
}
