package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.CountMethod;
import dev.forkyard.jobs.primes.PrimeCountInput;
import dev.forkyard.jobs.primes.PrimeCountResult;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.CountPrimesResponse;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.RangeCount;
import dev.forkyard.proto.wire.WireRanges;
import java.util.List;

/** Turns requests for prime counts into the job type's input, and its result back. Stateless. */
public final class PrimeCountDoor {
    private PrimeCountDoor() {}

    /**
     * Validates a request.
     *
     * @param path where the request stands in the whole message, such as {@code
     *     spec.count_primes.}; empty for the message itself
     * @throws InvalidRequestException as NO_RANGES, TOO_MANY_RANGES, INVALID_RANGE or
     *     INVALID_OPTION
     */
    public static PrimeCountInput input(CountPrimesRequest request, String path) {
        CountMethod method = method(request.getMethod(), path);
        List<UnsignedRange> ranges = RangeChecks.ranges(request.getRangesList(), path + "ranges");
        if (method == CountMethod.PI) {
            checkPi(ranges, path);
        }
        return new PrimeCountInput(ranges, method);
    }

    /** The request that an input came from. */
    public static CountPrimesRequest request(PrimeCountInput input, int mostRanges) {
        CountPrimesRequest.Builder request =
                CountPrimesRequest.newBuilder().setMethod(method(input.method()));
        input.ranges().stream()
                .limit(mostRanges)
                .map(WireRanges::toWire)
                .forEach(request::addRanges);
        return request.build();
    }

    /** The answer. */
    public static CountPrimesResponse response(PrimeCountResult result) {
        CountPrimesResponse.Builder response =
                CountPrimesResponse.newBuilder().setTotal(result.total());
        for (PrimeCountResult.RangeCount count : result.counts()) {
            response.addResults(
                    RangeCount.newBuilder()
                            .setRange(WireRanges.toWire(count.range()))
                            .setCount(count.count())
                            .setMethod(method(count.method())));
        }
        return response.build();
    }

    private static void checkPi(List<UnsignedRange> ranges, String path) {
        if (ranges.size() > CountMethod.PI_RANGES_MAX) {
            throw new InvalidRequestException(
                    ErrorReason.TOO_MANY_RANGES,
                    path + "ranges",
                    "the request has %d ranges, at most %d with method pi; use several requests"
                            .formatted(ranges.size(), CountMethod.PI_RANGES_MAX));
        }
        for (int i = 0; i < ranges.size(); i++) {
            if (!CountMethod.PI.counts(ranges.get(i))) {
                throw new InvalidRequestException(
                        ErrorReason.INVALID_OPTION,
                        path + "method",
                        "method pi counts up to %s, %sranges[%d] ends at %s; use method sieve"
                                .formatted(
                                        Long.toUnsignedString(CountMethod.PI_END_MAX),
                                        path,
                                        i,
                                        Long.toUnsignedString(ranges.get(i).end())));
            }
        }
    }

    private static CountMethod method(Method method, String path) {
        return switch (method) {
            case METHOD_UNSPECIFIED, METHOD_AUTO -> CountMethod.AUTO;
            case METHOD_SIEVE -> CountMethod.SIEVE;
            case METHOD_PI -> CountMethod.PI;
            case UNRECOGNIZED ->
                    throw new InvalidRequestException(
                            ErrorReason.INVALID_OPTION,
                            path + "method",
                            "method is none of METHOD_AUTO, METHOD_SIEVE, METHOD_PI");
        };
    }

    private static Method method(CountMethod method) {
        return switch (method) {
            case AUTO -> Method.METHOD_AUTO;
            case SIEVE -> Method.METHOD_SIEVE;
            case PI -> Method.METHOD_PI;
        };
    }
}
