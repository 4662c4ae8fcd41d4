package dev.forkyard.jobs.primes.tuplets;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.jobs.primes.ranges.RangeOperation;
import dev.forkyard.jobs.primes.ranges.RangesJob;
import java.util.List;

/**
 * Counts prime k-tuplets: {@link dev.forkyard.jobs.primes.ranges.RangesInput} in, {@link
 * dev.forkyard.jobs.primes.ranges.RangesResult} of {@link TupletCounts} out. Thread-safe.
 */
public final class TupletJob implements JobType {
    /** The stable name and version. */
    public static final JobTypeId ID = new JobTypeId("primes.tuplets", 1);

    /** What it folds, to read results with. */
    public static final RangeOperation<TupletCounts> OPERATION = new TupletOperation();

    private final RangesJob<TupletCounts> job = new RangesJob<>(OPERATION);

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
