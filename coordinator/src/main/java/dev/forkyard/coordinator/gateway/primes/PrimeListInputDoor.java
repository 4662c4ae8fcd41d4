package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.gateway.JobInputDoor;
import dev.forkyard.jobs.primes.list.PrimeListInput;
import dev.forkyard.jobs.primes.list.PrimeListJob;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import java.util.Locale;

/** Lists as jobs: they are shown while they are read, and cannot be submitted. Immutable. */
public final class PrimeListInputDoor implements JobInputDoor {
    private final JobSpec.InputCase kind;

    /**
     * Makes the door of one kind of list.
     *
     * @param kind of primes or of tuplets
     */
    public PrimeListInputDoor(JobSpec.InputCase kind) {
        this.kind = kind;
    }

    @Override
    public JobSpec.InputCase kind() {
        return kind;
    }

    @Override
    public JobTypeId type() {
        return PrimeListJob.ID;
    }

    @Override
    public byte[] encode(JobSpec spec) {
        throw new InvalidRequestException(
                ErrorReason.INVALID_OPTION,
                "spec." + kind.name().toLowerCase(Locale.ROOT),
                "a list is read as it comes and kept nowhere: call PrimeService, or run forkyard"
                        + (kind == JobSpec.InputCase.LIST_PRIMES
                                ? " primes list"
                                : " primes tuplets --list"));
    }

    @Override
    public void show(byte[] input, int mostItems, JobSpec.Builder spec) {
        PrimeListDoor.show(PrimeListInput.decode(input), spec);
    }

    @Override
    public void show(byte[] answer, JobResult.Builder result) {
        // Its reader has the answer.
    }
}
