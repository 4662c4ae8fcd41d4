package dev.forkyard.proto.wire;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.Range;

/** Translates ranges. Stateless. */
public final class WireRanges {
    private WireRanges() {}

    /** The protobuf form of a range. */
    public static Range toWire(UnsignedRange range) {
        return Range.newBuilder().setStart(range.start()).setEnd(range.end()).build();
    }

    /**
     * Reads what {@link #toWire} makes.
     *
     * @throws IllegalArgumentException if the start is above the end
     */
    public static UnsignedRange fromWire(Range range) {
        return new UnsignedRange(range.getStart(), range.getEnd());
    }
}
