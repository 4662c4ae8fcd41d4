package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.jobs.primes.nth.NthPrimeInput;
import dev.forkyard.jobs.primes.nth.NthPrimeResult;
import dev.forkyard.proto.v1.FindNthPrimeRequest;
import dev.forkyard.proto.v1.FindNthPrimeResponse;

/** The n-th prime. Stateless. */
final class NthPrimeDoor implements PrimeDoor<FindNthPrimeRequest, FindNthPrimeResponse> {
    @Override
    public byte[] encode(FindNthPrimeRequest request, String path) {
        long n = request.getN();
        if (n < 1 || n > NthPrimeInput.N_MAX) {
            throw refused(
                    path,
                    "n must be 1 to %d, the number of primes below 2^64, was %s"
                            .formatted(NthPrimeInput.N_MAX, Long.toUnsignedString(n)));
        }
        NthPrimeInput input = new NthPrimeInput(n, request.getFrom());
        if (input.isBeyondAllNumbers()) {
            throw refused(
                    path,
                    "n is %d, but from %s on there are only about %d primes below 2^64"
                            .formatted(
                                    n,
                                    Long.toUnsignedString(request.getFrom()),
                                    input.primesAvailable()));
        }
        return input.encode();
    }

    private static InvalidRequestException refused(String path, String message) {
        return new InvalidRequestException(ErrorReason.INVALID_OPTION, path + "n", message);
    }

    @Override
    public FindNthPrimeRequest request(byte[] input, int mostItems) {
        NthPrimeInput wanted = NthPrimeInput.decode(input);
        return FindNthPrimeRequest.newBuilder().setN(wanted.n()).setFrom(wanted.from()).build();
    }

    @Override
    public FindNthPrimeResponse response(byte[] answer) {
        return FindNthPrimeResponse.newBuilder()
                .setPrime(NthPrimeResult.decode(answer).prime())
                .build();
    }
}
