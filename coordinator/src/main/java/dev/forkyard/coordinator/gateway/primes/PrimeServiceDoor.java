package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.coordinator.admission.JobWish;
import dev.forkyard.coordinator.gateway.StreamingCalls;
import dev.forkyard.coordinator.gateway.SynchronousCalls;
import dev.forkyard.jobs.primes.PrimeCountJob;
import dev.forkyard.jobs.primes.PrimeCountResult;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.CountTupletsRequest;
import dev.forkyard.proto.v1.CountTupletsResponse;
import dev.forkyard.proto.v1.FindLargestGapRequest;
import dev.forkyard.proto.v1.FindLargestGapResponse;
import dev.forkyard.proto.v1.FindNthPrimeRequest;
import dev.forkyard.proto.v1.FindNthPrimeResponse;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.ListTupletsRequest;
import dev.forkyard.proto.v1.ListTupletsResponse;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
import dev.forkyard.proto.v1.SumPrimesRequest;
import dev.forkyard.proto.v1.SumPrimesResponse;
import dev.forkyard.proto.v1.TestPrimesRequest;
import dev.forkyard.proto.v1.TestPrimesResponse;
import io.grpc.stub.StreamObserver;

/** The synchronous calls about primes. Thread-safe. */
public final class PrimeServiceDoor extends PrimeServiceGrpc.PrimeServiceImplBase {
    private final SynchronousCalls calls;
    private final StreamingCalls streams;
    private final ExecutionPolicy policy;

    /**
     * Makes the service.
     *
     * @param policy the limits of its jobs
     */
    public PrimeServiceDoor(
            SynchronousCalls calls, StreamingCalls streams, ExecutionPolicy policy) {
        this.calls = calls;
        this.streams = streams;
        this.policy = policy;
    }

    @Override
    public void countPrimes(
            CountPrimesRequest request, StreamObserver<CountPrimesResponse> observer) {
        calls.answer(
                observer,
                () ->
                        JobWish.ephemeral(
                                PrimeCountJob.ID,
                                PrimeCountDoor.input(request, "").encode(),
                                policy),
                answer -> PrimeCountDoor.response(PrimeCountResult.decode(answer)));
    }

    @Override
    public void findNthPrime(
            FindNthPrimeRequest request, StreamObserver<FindNthPrimeResponse> observer) {
        answer(PrimeInputDoors.NTH, request, observer);
    }

    @Override
    public void sumPrimes(SumPrimesRequest request, StreamObserver<SumPrimesResponse> observer) {
        answer(PrimeInputDoors.SUM, request, observer);
    }

    @Override
    public void countTuplets(
            CountTupletsRequest request, StreamObserver<CountTupletsResponse> observer) {
        answer(PrimeInputDoors.TUPLETS, request, observer);
    }

    @Override
    public void findLargestGap(
            FindLargestGapRequest request, StreamObserver<FindLargestGapResponse> observer) {
        answer(PrimeInputDoors.GAP, request, observer);
    }

    @Override
    public void testPrimes(TestPrimesRequest request, StreamObserver<TestPrimesResponse> observer) {
        answer(PrimeInputDoors.TEST, request, observer);
    }

    private <Q, A> void answer(
            PrimeInputDoor<Q, A> question, Q request, StreamObserver<A> observer) {
        calls.answer(
                observer,
                () ->
                        JobWish.ephemeral(
                                question.type(), question.door().encode(request, ""), policy),
                answer -> question.door().response(answer));
    }

    @Override
    public void listPrimes(ListPrimesRequest request, StreamObserver<ListPrimesResponse> observer) {
        streams.start(observer, () -> PrimeListDoor.request(request, policy));
    }

    @Override
    public void listTuplets(
            ListTupletsRequest request, StreamObserver<ListTupletsResponse> observer) {
        streams.start(observer, () -> PrimeListDoor.request(request, policy));
    }
}
