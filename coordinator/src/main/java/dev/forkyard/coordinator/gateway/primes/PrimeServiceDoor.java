package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.coordinator.admission.JobWish;
import dev.forkyard.coordinator.gateway.SynchronousCalls;
import dev.forkyard.jobs.primes.PrimeCountJob;
import dev.forkyard.jobs.primes.PrimeCountResult;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.PrimeServiceGrpc;
import io.grpc.stub.StreamObserver;

/** The synchronous calls about primes. Thread-safe. */
public final class PrimeServiceDoor extends PrimeServiceGrpc.PrimeServiceImplBase {
    private final SynchronousCalls calls;

    /** Makes the service. */
    public PrimeServiceDoor(SynchronousCalls calls) {
        this.calls = calls;
    }

    @Override
    public void countPrimes(
            CountPrimesRequest request, StreamObserver<CountPrimesResponse> observer) {
        calls.answer(
                observer,
                () ->
                        JobWish.ephemeral(
                                PrimeCountJob.ID, PrimeCountDoor.input(request, "").encode()),
                answer -> PrimeCountDoor.response(PrimeCountResult.decode(answer)));
    }
}
