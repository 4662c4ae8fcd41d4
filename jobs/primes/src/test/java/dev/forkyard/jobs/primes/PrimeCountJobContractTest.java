package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeContract;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class PrimeCountJobContractTest extends JobTypeContract {
    private static final UnsignedRange ALL = new UnsignedRange(0, -1L);

    @Override
    protected JobType newType() {
        return new PrimeCountJob();
    }

    @Override
    protected List<byte[]> smallInputs() {
        List<UnsignedRange> many = new ArrayList<>();
        for (int index = 0; index < 150; index++) {
            many.add(new UnsignedRange(1000L * index, 1000L * index + 37L * index));
        }
        UnsignedRange wide = new UnsignedRange(1_000_000_000, 1_150_000_000);
        UnsignedRange high = new UnsignedRange(-5000L, -1L);
        return List.of(
                new PrimeCountInput(many, CountMethod.AUTO).encode(),
                PrimeCountInput.of(wide, CountMethod.SIEVE).encode(),
                new PrimeCountInput(List.of(high, wide, high), CountMethod.AUTO).encode(),
                new PrimeCountInput(List.of(wide, new UnsignedRange(9, 5000)), CountMethod.PI)
                        .encode());
    }

    @Override
    protected byte[] largestInput() {
        return new PrimeCountInput(
                        Collections.nCopies(PrimeCountInput.RANGES_MAX, ALL), CountMethod.AUTO)
                .encode();
    }

    @Override
    protected byte[] stoppableInput() {
        return PrimeCountInput.of(new UnsignedRange(0, 400_000_000), CountMethod.SIEVE).encode();
    }

    @Override
    protected byte[] brokenInput() {
        return new byte[] {1, 0, 0, 0};
    }
}
