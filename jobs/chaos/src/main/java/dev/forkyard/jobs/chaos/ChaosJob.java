package dev.forkyard.jobs.chaos;

import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;

/**
 * Executes items, some of which misbehave on purpose: {@link ChaosInput} in, {@link ChaosTotal}
 * out. Thread-safe.
 */
public final class ChaosJob implements JobType {
    /** The stable name and version. */
    public static final JobTypeId ID = new JobTypeId("chaos.items", 1);

    @Override
    public JobTypeId id() {
        return ID;
    }

    @Override
    public StagePlanner planner() {
        return ChaosJob::plan;
    }

    @Override
    public TaskFunction newTaskFunction() {
        return new ChaosTask();
    }

    /** Items that do no harm. */
    @Override
    public List<byte[]> warmUpInputs() {
        return List.of(
                new ChaosInput(2, Work.NOOP, List.of()).encode(),
                new ChaosInput(1, new Work(Work.Kind.SPIN, 1), List.of()).encode());
    }

    /**
     * @throws IllegalArgumentException if the input cannot be read
     */
    @Override
    public Gatherer newGatherer(byte[] input) {
        ChaosInput.decode(input);
        return new ChaosGatherer();
    }

    /** A bad item is what such a job is for: the rest goes on without it. */
    @Override
    public ExecutionPolicy policy() {
        return ExecutionPolicy.DEFAULT.with(ExecutionPolicy.FailurePolicy.CONTINUE);
    }

    private static JobPlan plan(byte[] input) {
        ChaosInput request = ChaosInput.decode(input);
        StagePlan items =
                new StagePlan(
                        new UnsignedRange(0, request.items()),
                        1,
                        request.work().itemNanos(),
                        0,
                        List.of(),
                        input);
        return new JobPlan(List.of(items));
    }
}
