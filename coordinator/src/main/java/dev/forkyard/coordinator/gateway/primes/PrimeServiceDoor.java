package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.coordinator.admission.JobWish;
import dev.forkyard.coordinator.gateway.StreamingCalls;
import dev.forkyard.coordinator.gateway.SynchronousCalls;
import dev.forkyard.jobs.primes.PrimeCountJob;
import dev.forkyard.jobs.primes.PrimeCountResult;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.ListPrimesRequest;
import dev.forkyard.proto.v1.ListPrimesResponse;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
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
    public void listPrimes(ListPrimesRequest request, StreamObserver<ListPrimesResponse> observer) {
        streams.start(observer, () -> PrimeListDoor.request(request, policy));
    }
}
