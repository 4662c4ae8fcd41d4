package dev.forkyard.jobs.primes.test;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.Codec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts the answers where their numbers stand. Confined to one thread at a time. */
final class PrimeTestGatherer implements Gatherer {
    private static final int LIGHT_NUMBERS_MAX = 100;
    private static final byte UNKNOWN = -1;

    private final PrimeTestInput input;
    private final byte[] primes;

    PrimeTestGatherer(PrimeTestInput input) {
        this.input = input;
        primes = new byte[input.numbers().size()];
        Arrays.fill(primes, UNKNOWN);
    }

    @Override
    public boolean isLight() {
        return primes.length <= LIGHT_NUMBERS_MAX;
    }

    @Override
    public void accept(int stage, UnsignedRange part, byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        Codec.checkRemaining("prime test payload", bytes, Math.toIntExact(part.width()));
        int first = stage * PrimeTestJob.STAGE_NUMBERS_MAX + Math.toIntExact(part.start());
        bytes.get(primes, first, payload.length);
    }

    @Override
    public byte[] finish() {
        List<PrimeTestResult.Tested> tested = new ArrayList<>(primes.length);
        for (int index = 0; index < primes.length; index++) {
            if (primes[index] == UNKNOWN) {
                throw new JobFailedException(
                        ErrorReason.TASK_QUARANTINED,
                        "some numbers were given up, and an answer needs all",
                        Map.of(),
                        "");
            }
            tested.add(new PrimeTestResult.Tested(input.numbers().get(index), primes[index] == 1));
        }
        return new PrimeTestResult(tested).encode();
    }
}
