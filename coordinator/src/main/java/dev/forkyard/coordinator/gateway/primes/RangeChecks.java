package dev.forkyard.coordinator.gateway.primes;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.PrimeCountInput;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.wire.WireRanges;
import java.util.ArrayList;
import java.util.List;

/** The checks of requests that name ranges. Stateless. */
final class RangeChecks {
    private RangeChecks() {}

    /**
     * Checks the ranges of a request.
     *
     * @param field where they stand, such as {@code spec.count_primes.ranges}
     * @throws InvalidRequestException as NO_RANGES, TOO_MANY_RANGES or INVALID_RANGE
     */
    static List<UnsignedRange> ranges(List<Range> wanted, String field) {
        if (wanted.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorReason.NO_RANGES,
                    field,
                    "the request has no ranges; give 1 to " + PrimeCountInput.RANGES_MAX);
        }
        if (wanted.size() > PrimeCountInput.RANGES_MAX) {
            throw new InvalidRequestException(
                    ErrorReason.TOO_MANY_RANGES,
                    field,
                    "the request has %d ranges, at most %d; use several requests"
                            .formatted(wanted.size(), PrimeCountInput.RANGES_MAX));
        }
        List<UnsignedRange> ranges = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            ranges.add(range(wanted.get(i), field + "[" + i + "]"));
        }
        return ranges;
    }

    /**
     * Checks one range.
     *
     * @throws InvalidRequestException as INVALID_RANGE
     */
    static UnsignedRange range(Range range, String field) {
        if (Long.compareUnsigned(range.getStart(), range.getEnd()) > 0) {
            throw new InvalidRequestException(
                    ErrorReason.INVALID_RANGE,
                    field,
                    "%s: start %s is above end %s; ranges are half-open, start ≤ end"
                            .formatted(
                                    field,
                                    Long.toUnsignedString(range.getStart()),
                                    Long.toUnsignedString(range.getEnd())));
        }
        return WireRanges.fromWire(range);
    }

    /** The first ranges as messages. */
    static List<Range> toWire(List<UnsignedRange> ranges, int most) {
        return ranges.stream().limit(most).map(WireRanges::toWire).toList();
    }
}
