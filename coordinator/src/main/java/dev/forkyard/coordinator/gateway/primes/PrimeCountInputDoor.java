package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.gateway.JobInputDoor;
import dev.forkyard.jobs.primes.PrimeCountInput;
import dev.forkyard.jobs.primes.PrimeCountJob;
import dev.forkyard.jobs.primes.PrimeCountResult;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;

/** Prime counts as jobs. Stateless. */
public final class PrimeCountInputDoor implements JobInputDoor {
    /** Needs nothing. */
    public PrimeCountInputDoor() {}

    @Override
    public JobSpec.InputCase kind() {
        return JobSpec.InputCase.COUNT_PRIMES;
    }

    @Override
    public JobTypeId type() {
        return PrimeCountJob.ID;
    }

    @Override
    public byte[] encode(JobSpec spec) {
        return PrimeCountDoor.input(spec.getCountPrimes(), "spec.count_primes.").encode();
    }

    @Override
    public void show(byte[] input, int mostItems, JobSpec.Builder spec) {
        spec.setCountPrimes(
                PrimeCountDoor.request(PrimeCountInput.decode(input, mostItems), mostItems));
    }

    @Override
    public void show(byte[] answer, JobResult.Builder result) {
        result.setCountPrimes(PrimeCountDoor.response(PrimeCountResult.decode(answer)));
    }
}
