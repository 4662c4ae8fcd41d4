package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.gateway.JobInputDoor;
import dev.forkyard.jobs.primes.list.PrimeListInput;
import dev.forkyard.jobs.primes.list.PrimeListJob;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;

/** Lists as jobs: they are shown while they are read, and cannot be submitted. Stateless. */
public final class PrimeListInputDoor implements JobInputDoor {
    /** Needs nothing. */
    public PrimeListInputDoor() {}

    @Override
    public JobSpec.InputCase kind() {
        return JobSpec.InputCase.LIST_PRIMES;
    }

    @Override
    public JobTypeId type() {
        return PrimeListJob.ID;
    }

    @Override
    public byte[] encode(JobSpec spec) {
        throw new InvalidRequestException(
                ErrorReason.INVALID_OPTION,
                "spec.list_primes",
                "a list is read as it comes and kept nowhere: call PrimeService.ListPrimes, or run"
                        + " forkyard primes list");
    }

    @Override
    public void show(byte[] input, int mostItems, JobSpec.Builder spec) {
        spec.setListPrimes(PrimeListDoor.shown(PrimeListInput.decode(input)));
    }

    @Override
    public void show(byte[] answer, JobResult.Builder result) {
        // Its reader has the answer.
    }
}
