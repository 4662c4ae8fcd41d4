package dev.forkyard.jobs.primes.nth;

import dev.forkyard.common.job.CostFactors;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PiBias;
import dev.forkyard.jobs.primes.PrimeCountJob;
import dev.forkyard.jobs.primes.scan.ScanCost;
import dev.forkyard.jobs.primes.scan.WheelBytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the n-th prime: {@link NthPrimeInput} in, {@link NthPrimeResult} out. Thread-safe.
 *
 * <p>The prime lies in a window that {@link PrimeEstimate} names. The stages of a prime count say
 * how many primes lie below it, one more stage how many lie in each of its {@link Blocks}; none
 * waits for another. The gatherer finds the block, and the prime in it.
 */
public final class NthPrimeJob implements JobType {
    /** The stable name and version. */
    public static final JobTypeId ID = new JobTypeId("primes.nth", 1);

    private static final PrimeCountJob COUNT = new PrimeCountJob();

    @Override
    public JobTypeId id() {
        return ID;
    }

    @Override
    public StagePlanner planner() {
        return input -> plan(NthPrimeLayout.of(NthPrimeInput.decode(input)));
    }

    static JobPlan plan(NthPrimeLayout layout) {
        List<StagePlan> stages = new ArrayList<>();
        layout.below()
                .ifPresent(below -> stages.addAll(COUNT.planner().plan(below.encode()).stages()));
        if (layout.blocks().count() > 0) {
            stages.add(stage(layout.blocks()));
        }
        return new JobPlan(stages);
    }

    private static StagePlan stage(Blocks blocks) {
        ScanCost cost = ScanCost.of(blocks.window());
        double blockNumbers = (double) blocks.blockBytes() * WheelBytes.NUMBERS_PER_BYTE;
        return new StagePlan(
                new UnsignedRange(0, blocks.count()),
                (long) Math.ceil(cost.smallestPart() / blockNumbers),
                cost.unitNanos() * blockNumbers,
                cost.attemptNanos(),
                List.of(),
                blocks.encode());
    }

    @Override
    public TaskFunction newTaskFunction() {
        return new NthPrimeTask(COUNT.newTaskFunction());
    }

    @Override
    public List<byte[]> warmUpInputs() {
        return List.of(new NthPrimeInput(100_000, 0).encode());
    }

    /**
     * @throws IllegalArgumentException if the input cannot be read
     */
    @Override
    public byte[] calibrated(byte[] input, CostFactors factors) {
        NthPrimeInput known = NthPrimeInput.decode(input);
        return new NthPrimeInput(known.n(), known.from(), PiBias.of(factors)).encode();
    }

    /**
     * @throws IllegalArgumentException if the input cannot be read
     */
    @Override
    public Gatherer newGatherer(byte[] input) {
        return new NthPrimeGatherer(NthPrimeInput.decode(input));
    }
}
