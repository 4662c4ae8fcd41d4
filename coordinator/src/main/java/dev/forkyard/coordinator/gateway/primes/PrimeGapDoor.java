package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.jobs.primes.gaps.GapFold;
import dev.forkyard.jobs.primes.gaps.PrimeGapJob;
import dev.forkyard.jobs.primes.ranges.RangesInput;
import dev.forkyard.jobs.primes.ranges.RangesResult;
import dev.forkyard.proto.v1.FindLargestGapRequest;
import dev.forkyard.proto.v1.FindLargestGapResponse;
import dev.forkyard.proto.v1.PrimeGap;
import dev.forkyard.proto.wire.WireRanges;
import java.util.List;

/** The largest prime gap. Stateless. */
final class PrimeGapDoor implements PrimeDoor<FindLargestGapRequest, FindLargestGapResponse> {
    @Override
    public byte[] encode(FindLargestGapRequest request, String path) {
        if (!request.hasRange()) {
            throw new InvalidRequestException(
                    ErrorReason.NO_RANGES, path + "range", "the request has no range; give one");
        }
        return RangesInput.of(List.of(RangeChecks.range(request.getRange(), path + "range")))
                .encode();
    }

    @Override
    public FindLargestGapRequest request(byte[] input, int mostItems) {
        return FindLargestGapRequest.newBuilder()
                .setRange(WireRanges.toWire(RangesInput.decode(input).ranges().get(0)))
                .build();
    }

    @Override
    public FindLargestGapResponse response(byte[] answer) {
        GapFold fold = RangesResult.decode(answer, PrimeGapJob.OPERATION).answers().get(0).fold();
        FindLargestGapResponse.Builder response = FindLargestGapResponse.newBuilder();
        if (fold.hasGap()) {
            response.setGap(
                    PrimeGap.newBuilder()
                            .setLength(fold.length())
                            .setStart(fold.start())
                            .setEnd(fold.end()));
        }
        return response.build();
    }
}
