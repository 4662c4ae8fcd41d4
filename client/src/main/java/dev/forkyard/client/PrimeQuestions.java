package dev.forkyard.client;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.CountTupletsRequest;
import dev.forkyard.proto.v1.CountTupletsResponse;
import dev.forkyard.proto.v1.FindLargestGapRequest;
import dev.forkyard.proto.v1.FindLargestGapResponse;
import dev.forkyard.proto.v1.FindNthPrimeRequest;
import dev.forkyard.proto.v1.PrimeGap;
import dev.forkyard.proto.v1.PrimeServiceGrpc.PrimeServiceBlockingStub;
import dev.forkyard.proto.v1.SumPrimesRequest;
import dev.forkyard.proto.v1.SumPrimesResponse;
import dev.forkyard.proto.v1.TestPrimesRequest;
import dev.forkyard.proto.v1.TestedNumber;
import dev.forkyard.proto.wire.WireRanges;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Questions about primes besides their count, as blocking methods. Thread-safe. All numbers are
 * unsigned; errors are those of {@link ForkyardClient}.
 */
public final class PrimeQuestions {
    private final PrimeServiceBlockingStub stub;

    PrimeQuestions(PrimeServiceBlockingStub stub) {
        this.stub = stub;
    }

    /**
     * The n-th prime from some number on.
     *
     * @param n 1…425656284035217743
     * @param from the first number that counts
     */
    public long nth(long n, long from) {
        var request = FindNthPrimeRequest.newBuilder().setN(n).setFrom(from).build();
        return ForkyardClient.call(() -> stub.findNthPrime(request).getPrime());
    }

    /** The sum of the primes of one range. */
    public BigInteger sum(UnsignedRange range) {
        return new BigInteger(sums(List.of(range)).getTotal());
    }

    /** The sums of the primes of 1…10,000 ranges; answers in their order. */
    public SumPrimesResponse sums(List<UnsignedRange> ranges) {
        var request = SumPrimesRequest.newBuilder();
        ranges.forEach(range -> request.addRanges(WireRanges.toWire(range)));
        return ForkyardClient.call(() -> stub.sumPrimes(request.build()));
    }

    /**
     * The numbers of prime k-tuplets of 1…10,000 ranges; answers in their order.
     *
     * @param sizes which k, each 2…6; empty for all
     */
    public CountTupletsResponse tuplets(List<UnsignedRange> ranges, List<Integer> sizes) {
        var request = CountTupletsRequest.newBuilder().addAllSizes(sizes);
        ranges.forEach(range -> request.addRanges(WireRanges.toWire(range)));
        return ForkyardClient.call(() -> stub.countTuplets(request.build()));
    }

    /** The first largest gap between consecutive primes of a range, if it has two primes. */
    public Optional<PrimeGap> largestGap(UnsignedRange range) {
        var request = FindLargestGapRequest.newBuilder().setRange(WireRanges.toWire(range)).build();
        FindLargestGapResponse response = ForkyardClient.call(() -> stub.findLargestGap(request));
        return response.hasGap() ? Optional.of(response.getGap()) : Optional.empty();
    }

    /** Whether a number is prime. */
    public boolean isPrime(long number) {
        return test(List.of(number)).get(0).getPrime();
    }

    /** Which of 1…10,000 numbers are prime; answers in their order. */
    public List<TestedNumber> test(List<Long> numbers) {
        var request = TestPrimesRequest.newBuilder().addAllNumbers(numbers).build();
        return ForkyardClient.call(() -> stub.testPrimes(request).getResultsList());
    }
}
