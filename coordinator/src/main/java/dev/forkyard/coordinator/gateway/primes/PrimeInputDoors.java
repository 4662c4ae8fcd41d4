package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.jobs.primes.gaps.PrimeGapJob;
import dev.forkyard.jobs.primes.nth.NthPrimeJob;
import dev.forkyard.jobs.primes.sum.PrimeSumJob;
import dev.forkyard.jobs.primes.test.PrimeTestJob;
import dev.forkyard.jobs.primes.tuplets.TupletJob;
import dev.forkyard.proto.v1.CountTupletsRequest;
import dev.forkyard.proto.v1.CountTupletsResponse;
import dev.forkyard.proto.v1.FindLargestGapRequest;
import dev.forkyard.proto.v1.FindLargestGapResponse;
import dev.forkyard.proto.v1.FindNthPrimeRequest;
import dev.forkyard.proto.v1.FindNthPrimeResponse;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.SumPrimesRequest;
import dev.forkyard.proto.v1.SumPrimesResponse;
import dev.forkyard.proto.v1.TestPrimesRequest;
import dev.forkyard.proto.v1.TestPrimesResponse;

/** The questions about primes besides their count. Immutable. */
public final class PrimeInputDoors {
    /** The n-th prime. */
    public static final PrimeInputDoor<FindNthPrimeRequest, FindNthPrimeResponse> NTH =
            new PrimeInputDoor<>(
                    JobSpec.InputCase.FIND_NTH_PRIME,
                    NthPrimeJob.ID,
                    new NthPrimeDoor(),
                    JobSpec::getFindNthPrime,
                    JobSpec.Builder::setFindNthPrime,
                    JobResult.Builder::setFindNthPrime);

    /** Sums of primes. */
    public static final PrimeInputDoor<SumPrimesRequest, SumPrimesResponse> SUM =
            new PrimeInputDoor<>(
                    JobSpec.InputCase.SUM_PRIMES,
                    PrimeSumJob.ID,
                    new PrimeSumDoor(),
                    JobSpec::getSumPrimes,
                    JobSpec.Builder::setSumPrimes,
                    JobResult.Builder::setSumPrimes);

    /** Counts of prime k-tuplets. */
    public static final PrimeInputDoor<CountTupletsRequest, CountTupletsResponse> TUPLETS =
            new PrimeInputDoor<>(
                    JobSpec.InputCase.COUNT_TUPLETS,
                    TupletJob.ID,
                    new TupletDoor(),
                    JobSpec::getCountTuplets,
                    JobSpec.Builder::setCountTuplets,
                    JobResult.Builder::setCountTuplets);

    /** The largest prime gap. */
    public static final PrimeInputDoor<FindLargestGapRequest, FindLargestGapResponse> GAP =
            new PrimeInputDoor<>(
                    JobSpec.InputCase.FIND_LARGEST_GAP,
                    PrimeGapJob.ID,
                    new PrimeGapDoor(),
                    JobSpec::getFindLargestGap,
                    JobSpec.Builder::setFindLargestGap,
                    JobResult.Builder::setFindLargestGap);

    /** Tests of single numbers. */
    public static final PrimeInputDoor<TestPrimesRequest, TestPrimesResponse> TEST =
            new PrimeInputDoor<>(
                    JobSpec.InputCase.TEST_PRIMES,
                    PrimeTestJob.ID,
                    new PrimeTestDoor(),
                    JobSpec::getTestPrimes,
                    JobSpec.Builder::setTestPrimes,
                    JobResult.Builder::setTestPrimes);

    private PrimeInputDoors() {}
}
