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
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Executes the warm-up inputs of a type round and round while the slot is idle, on a thread beside
 * the slot's and with functions of their own: while code is cold one input may take 50 ms, which no
 * task is to wait for. Thread-safe; the warm-ups themselves are confined to {@code executor}'s one
 * thread.
 *
 * <p>Whatever goes wrong in one concerns no task. The type is not warmed again then, since all of
 * the time that it was given counts as spent.
 */
public final class WarmUps implements AutoCloseable {
    private final Executor executor;
    private final JobCatalog catalog;
    private final AttemptReports reports;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    // Guarded by this.
    private @Nullable RunningWarmUp latest;
    private boolean closed;

    /**
     * Makes what warms up the types of a catalog.
     *
     * @param executor of one thread, whose commands wait for each other
     */
    public WarmUps(Executor executor, JobCatalog catalog, AttemptReports reports) {
        this.executor = executor;
        this.catalog = catalog;
        this.reports = reports;
    }

    /**
     * Begins a warm-up, whose end is reported, and ends the one before.
     *
     * @param wanted false if there is work already: then it is answered without any
     */
    synchronized void begin(WarmUpOrder order, boolean wanted) {
        cancel();
        RunningWarmUp warmUp = new RunningWarmUp();
        if (wanted) {
            latest = warmUp;
        } else {
            warmUp.cancel();
        }
        executor.execute(() -> ended(order, execute(order, warmUp)));
    }

    /** Stops the warm-up when it looks, or before it begins; cheap if there is none. */
    synchronized void cancel() {
        if (latest != null) {
            latest.cancel();
            latest = null;
        }
    }

    /** Ends what is warmed up and says nothing more: the link is about to be closed. */
    @Override
    public synchronized void close() {
        cancel();
        closed = true;
    }

    private synchronized void ended(WarmUpOrder order, long cpuNanos) {
        if (!closed) {
            reports.warmedUp(order.type(), cpuNanos);
        }
    }

    /** Executes until the time is over or it is cancelled; returns the CPU time that it took. */
    private long execute(WarmUpOrder order, RunningWarmUp warmUp) {
        if (warmUp.cancelled()) {
            return 0;
        }
        long begin = threads.getCurrentThreadCpuTime();
        long spent = 0;
        try {
            JobType type = find(order.type());
            List<TaskInput> parts = partsOf(type);
            if (parts.isEmpty()) {
                return order.cpuNanosMax();
            }
            TaskFunction function = type.newTaskFunction();
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
