package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.jobs.primes.test.PrimeTestInput;
import dev.forkyard.jobs.primes.test.PrimeTestResult;
import dev.forkyard.proto.v1.TestPrimesRequest;
import dev.forkyard.proto.v1.TestPrimesResponse;
import dev.forkyard.proto.v1.TestedNumber;

/** Tests of single numbers. Stateless. */
final class PrimeTestDoor implements PrimeDoor<TestPrimesRequest, TestPrimesResponse> {
    @Override
    public byte[] encode(TestPrimesRequest request, String path) {
        int count = request.getNumbersCount();
        if (count < 1 || count > PrimeTestInput.NUMBERS_MAX) {
            throw new InvalidRequestException(
                    ErrorReason.INVALID_OPTION,
                    path + "numbers",
                    "the request has %d numbers, give 1 to %d; use several requests for more"
                            .formatted(count, PrimeTestInput.NUMBERS_MAX));
        }
        return new PrimeTestInput(request.getNumbersList()).encode();
    }

    @Override
    public TestPrimesRequest request(byte[] input, int mostItems) {
        TestPrimesRequest.Builder request = TestPrimesRequest.newBuilder();
        PrimeTestInput.decode(input, mostItems).numbers().forEach(request::addNumbers);
        return request.build();
    }

    @Override
    public TestPrimesResponse response(byte[] answer) {
        TestPrimesResponse.Builder response = TestPrimesResponse.newBuilder();
        PrimeTestResult.decode(answer)
                .numbers()
                .forEach(
                        one ->
                                response.addResults(
                                        TestedNumber.newBuilder()
                                                .setNumber(one.number())
                                                .setPrime(one.prime())));
        return response.build();
    }
}
