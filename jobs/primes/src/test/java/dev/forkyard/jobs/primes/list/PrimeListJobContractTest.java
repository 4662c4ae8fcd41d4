package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeContract;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;

class PrimeListJobContractTest extends JobTypeContract {
    @Override
    protected JobType newType() {
        return new PrimeListJob();
    }

    @Override
    protected List<byte[]> smallInputs() {
        return List.of(
                input(new UnsignedRange(0, 3_000_000), PrimeListInput.UNLIMITED),
                input(new UnsignedRange(1_000_000_007, 1_001_000_000), 1000),
                input(new UnsignedRange(-5000L, -1L), PrimeListInput.UNLIMITED));
    }

    @Override
    protected byte[] largestInput() {
        return input(new UnsignedRange(0, -1L), PrimeListInput.UNLIMITED);
    }

    /** Candidates are tested one by one there, and the context is asked every 480 numbers. */
    @Override
    protected byte[] stoppableInput() {
        return input(new UnsignedRange(-40_000L, -1L), PrimeListInput.UNLIMITED);
    }

    @Override
    protected byte[] brokenInput() {
        return new byte[] {2, 0, 0, 0};
    }

    private static byte[] input(UnsignedRange range, long limit) {
        return new PrimeListInput(range, limit).encode();
    }
}
