package dev.forkyard.coordinator.gateway.primes;

import static dev.forkyard.jobs.primes.tuplets.TupletCounts.SIZE_MAX;
import static dev.forkyard.jobs.primes.tuplets.TupletCounts.SIZE_MIN;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.jobs.primes.ranges.RangesInput;
import dev.forkyard.jobs.primes.ranges.RangesResult;
import dev.forkyard.jobs.primes.ranges.RangesResult.RangeAnswer;
import dev.forkyard.jobs.primes.tuplets.TupletCounts;
import dev.forkyard.jobs.primes.tuplets.TupletJob;
import dev.forkyard.proto.v1.CountTupletsRequest;
import dev.forkyard.proto.v1.CountTupletsResponse;
import dev.forkyard.proto.v1.RangeTuplets;
import dev.forkyard.proto.v1.TupletCount;
import dev.forkyard.proto.wire.WireRanges;
import java.util.List;
import java.util.stream.IntStream;

/** Counts of prime k-tuplets. Stateless. The options of the input are a bit for each k. */
final class TupletDoor implements PrimeDoor<CountTupletsRequest, CountTupletsResponse> {
    @Override
    public byte[] encode(CountTupletsRequest request, String path) {
        int options = 0;
        for (int i = 0; i < request.getSizesCount(); i++) {
            options |= 1 << size(request.getSizes(i), path + "sizes[" + i + "]");
        }
        return new RangesInput(
                        RangeChecks.ranges(request.getRangesList(), path + "ranges"), options)
                .encode();
    }

    @Override
    public CountTupletsRequest request(byte[] input, int mostItems) {
        RangesInput wanted = RangesInput.decode(input, mostItems);
        CountTupletsRequest.Builder request =
                CountTupletsRequest.newBuilder()
                        .addAllRanges(RangeChecks.toWire(wanted.ranges(), mostItems));
        if (wanted.options() != 0) {
            request.addAllSizes(sizes(wanted.options()));
        }
        return request.build();
    }

    @Override
    public CountTupletsResponse response(byte[] answer) {
        RangesResult<TupletCounts> result = RangesResult.decode(answer, TupletJob.OPERATION);
        List<Integer> sizes = sizes(result.options());
        CountTupletsResponse.Builder response = CountTupletsResponse.newBuilder();
        for (RangeAnswer<TupletCounts> one : result.answers()) {
            RangeTuplets.Builder tuplets =
                    RangeTuplets.newBuilder().setRange(WireRanges.toWire(one.range()));
            sizes.forEach(size -> tuplets.addCounts(count(size, one.fold().count(size))));
            response.addResults(tuplets);
        }
        sizes.forEach(size -> response.addTotals(count(size, total(result, size))));
        return response.build();
    }

    /**
     * Checks k.
     *
     * @throws InvalidRequestException as INVALID_OPTION
     */
    static int size(int size, String field) {
        if (size < SIZE_MIN || size > SIZE_MAX) {
            throw new InvalidRequestException(
                    ErrorReason.INVALID_OPTION,
                    field,
                    "size must be %d to %d, was %s"
                            .formatted(SIZE_MIN, SIZE_MAX, Integer.toUnsignedString(size)));
        }
        return size;
    }

    private static List<Integer> sizes(int options) {
        return IntStream.rangeClosed(SIZE_MIN, SIZE_MAX)
                .filter(size -> options == 0 || (options >>> size & 1) != 0)
                .boxed()
                .toList();
    }

    private static long total(RangesResult<TupletCounts> result, int size) {
        return result.answers().stream().mapToLong(one -> one.fold().count(size)).sum();
    }

    private static TupletCount.Builder count(int size, long count) {
        return TupletCount.newBuilder().setSize(size).setCount(count);
    }
}
