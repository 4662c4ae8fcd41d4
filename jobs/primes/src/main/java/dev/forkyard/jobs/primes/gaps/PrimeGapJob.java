package dev.forkyard.jobs.primes.gaps;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.jobs.primes.ranges.RangeOperation;
import dev.forkyard.jobs.primes.ranges.RangesJob;
import java.util.List;

/**
 * Finds the largest gap between consecutive primes of a range: {@link
 * dev.forkyard.jobs.primes.ranges.RangesInput} in, {@link
 * dev.forkyard.jobs.primes.ranges.RangesResult} of {@link GapFold} out. Thread-safe.
 */
public final class PrimeGapJob implements JobType {
    /** The stable name and version. */
    public static final JobTypeId ID = new JobTypeId("primes.gap", 1);

    /** What it folds, to read results with. */
    public static final RangeOperation<GapFold> OPERATION = new GapOperation();

    private final RangesJob<GapFold> job = new RangesJob<>(OPERATION);

    @Override
    public JobTypeId id() {
        return ID;
    }

    @Override
    public StagePlanner planner() {
        return job.planner();
    }

    @Override
    public TaskFunction newTaskFunction() {
        return job.newTaskFunction();
    }

    @Override
    public List<byte[]> warmUpInputs() {
        return job.warmUpInputs();
    }

    @Override
    public Gatherer newGatherer(byte[] input) {
        return job.newGatherer(input);
    }
}
