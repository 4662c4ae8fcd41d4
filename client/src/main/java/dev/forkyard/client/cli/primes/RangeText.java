package dev.forkyard.client.cli.primes;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.Range;

/** Ranges in canonical decimals. Stateless. */
final class RangeText {
    private RangeText() {}

    /** As {@code A..B}. */
    static String of(Range range) {
        return number(range.getStart()) + ".." + number(range.getEnd());
    }

    /** As two columns. */
    static String csv(Range range) {
        return number(range.getStart()) + "," + number(range.getEnd());
    }

    /** An unsigned number. */
    static String number(long number) {
        return Long.toUnsignedString(number);
    }

    /** How many numbers it has. */
    static double width(Range range) {
        return UnsignedRange.toDouble(range.getEnd() - range.getStart());
    }
}
