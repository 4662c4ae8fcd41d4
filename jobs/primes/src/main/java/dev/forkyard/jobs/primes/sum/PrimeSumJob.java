package dev.forkyard.jobs.primes.sum;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.jobs.primes.ranges.RangeOperation;
import dev.forkyard.jobs.primes.ranges.RangesJob;
import java.util.List;

/**
 * Adds up primes: {@link dev.forkyard.jobs.primes.ranges.RangesInput} in, {@link
 * dev.forkyard.jobs.primes.ranges.RangesResult} of {@link PrimeSum} out. Thread-safe.
 */
public final class PrimeSumJob implements JobType {
    /** The stable name and version. */
    public static final JobTypeId ID = new JobTypeId("primes.sum", 1);

    /** What it folds, to read results with. */
    public static final RangeOperation<PrimeSum> OPERATION = new SumOperation();

    private final RangesJob<PrimeSum> job = new RangesJob<>(OPERATION);

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
