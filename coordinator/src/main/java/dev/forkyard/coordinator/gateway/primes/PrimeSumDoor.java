package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.jobs.primes.ranges.RangesInput;
import dev.forkyard.jobs.primes.ranges.RangesResult;
import dev.forkyard.jobs.primes.ranges.RangesResult.RangeAnswer;
import dev.forkyard.jobs.primes.sum.PrimeSum;
import dev.forkyard.jobs.primes.sum.PrimeSumJob;
import dev.forkyard.proto.v1.RangeSum;
import dev.forkyard.proto.v1.SumPrimesRequest;
import dev.forkyard.proto.v1.SumPrimesResponse;
import dev.forkyard.proto.wire.WireRanges;
import java.math.BigInteger;

/** Sums of primes. Stateless. */
final class PrimeSumDoor implements PrimeDoor<SumPrimesRequest, SumPrimesResponse> {
    @Override
    public byte[] encode(SumPrimesRequest request, String path) {
        return RangesInput.of(RangeChecks.ranges(request.getRangesList(), path + "ranges"))
                .encode();
    }

    @Override
    public SumPrimesRequest request(byte[] input, int mostItems) {
        return SumPrimesRequest.newBuilder()
                .addAllRanges(
                        RangeChecks.toWire(
                                RangesInput.decode(input, mostItems).ranges(), mostItems))
                .build();
    }

    @Override
    public SumPrimesResponse response(byte[] answer) {
        SumPrimesResponse.Builder response = SumPrimesResponse.newBuilder();
        BigInteger total = BigInteger.ZERO;
        for (RangeAnswer<PrimeSum> one :
                RangesResult.decode(answer, PrimeSumJob.OPERATION).answers()) {
            total = total.add(one.fold().value());
            response.addResults(
                    RangeSum.newBuilder()
                            .setRange(WireRanges.toWire(one.range()))
                            .setSum(one.fold().toString()));
        }
        return response.setTotal(total.toString()).build();
    }
}
