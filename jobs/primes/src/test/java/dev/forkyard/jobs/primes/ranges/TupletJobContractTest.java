package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeContract;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.tuplets.TupletJob;
import java.util.Collections;
import java.util.List;

class TupletJobContractTest extends JobTypeContract {
    @Override
    protected JobType newType() {
        return new TupletJob();
    }

    @Override
    protected List<byte[]> smallInputs() {
        return ContractInputs.small();
    }

    @Override
    protected byte[] largestInput() {
        return RangesInput.of(
                        Collections.nCopies(RangesInput.RANGES_MAX, new UnsignedRange(0, -1L)))
                .encode();
    }

    @Override
    protected byte[] stoppableInput() {
        return RangesInput.of(List.of(new UnsignedRange(0, 400_000_000))).encode();
    }

    @Override
    protected byte[] brokenInput() {
        return new byte[] {1, 0, 0, 0};
    }
}
