package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.CostFactors;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;
import java.util.Optional;

/**
 * Counts primes: {@link PrimeCountInput} in, {@link PrimeCountResult} out. Thread-safe.
 *
 * <p>A worker with one slot and {@code -Xmx128m} counts in any range; one with {@code -Xmx448m} is
 * quicker above 2^48 (see the module's README).
 */
public final class PrimeCountJob implements JobType {
    /** The stable name and version. */
    public static final JobTypeId ID = new JobTypeId("primes.count", 1);

    @Override
    public JobTypeId id() {
        return ID;
    }

    @Override
    public StagePlanner planner() {
        return new PrimeCountPlanner();
    }

    @Override
    public TaskFunction newTaskFunction() {
        return new PrimeCountTask();
    }

    @Override
    public Optional<TaskFunction> briefly(TaskInput input) {
        return BriefCount.isBrief(input) ? Optional.of(new BriefCount()) : Optional.empty();
    }

    /**
     * The sieve low and at 10^12, numbers tested one by one at 10^15, and two values of π, whose
     * parts are a millisecond at most.
     */
    @Override
    public List<byte[]> warmUpInputs() {
        List<UnsignedRange> windows =
                List.of(
                        new UnsignedRange(1_000_000, 4_000_000),
                        new UnsignedRange(1_000_000_000_000L, 1_000_001_000_000L),
                        new UnsignedRange(1_000_000_000_000_000L, 1_000_000_000_001_000L));
        return List.of(
                new PrimeCountInput(windows, CountMethod.SIEVE).encode(),
                PrimeCountInput.of(
                                new UnsignedRange(10_000_000_000L, 20_000_000_000L), CountMethod.PI)
                        .encode());
    }

    @Override
    public byte[] calibrated(byte[] input, CostFactors factors) {
        return PrimeCountInput.biased(input, PiBias.of(factors));
    }

    /**
     * @throws IllegalArgumentException if the input cannot be read
     */
    @Override
    public Gatherer newGatherer(byte[] input) {
        return new PrimeCountGatherer(PrimeCountInput.decode(input));
    }
}
