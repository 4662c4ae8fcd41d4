package dev.forkyard.common.range;

/**
 * A half-open range {@code [start, end)} of unsigned 64-bit numbers; empty when both are equal. The
 * largest {@code end} is 2^64−1, so 2^64−1 itself is in no range. Immutable.
 *
 * @param start the first number, unsigned
 * @param end the first number after the range, unsigned, ≥ {@code start}
 */
public record UnsignedRange(long start, long end) {
    /** The range without a number that starts at 0. */
    public static final UnsignedRange EMPTY = new UnsignedRange(0, 0);

    /**
     * @throws IllegalArgumentException if {@code start} is above {@code end}
     */
    public UnsignedRange {
        if (Long.compareUnsigned(start, end) > 0) {
            throw new IllegalArgumentException(
                    "start %s is above end %s"
                            .formatted(Long.toUnsignedString(start), Long.toUnsignedString(end)));
        }
    }

    /** How many numbers the range has, unsigned. */
    public long width() {
        return end - start;
    }

    public boolean isEmpty() {
        return start == end;
    }

    /** Tells whether {@code number} lies in the range. */
    public boolean contains(long number) {
        return Long.compareUnsigned(start, number) <= 0 && Long.compareUnsigned(number, end) < 0;
    }

    /** Tells whether every number of {@code other} lies in this range. */
    public boolean covers(UnsignedRange other) {
        return other.isEmpty()
                || (Long.compareUnsigned(start, other.start) <= 0
                        && Long.compareUnsigned(other.end, end) <= 0);
    }

    /** Tells whether the two share a number. */
    public boolean overlaps(UnsignedRange other) {
        return !isEmpty()
                && !other.isEmpty()
                && Long.compareUnsigned(start, other.end) < 0
                && Long.compareUnsigned(other.start, end) < 0;
    }

    /** The width as a floating-point number, exact up to 2^53. */
    public double widthAsDouble() {
        return toDouble(width());
    }

    /** An unsigned number as a floating-point one, exact up to 2^53. */
    public static double toDouble(long unsigned) {
        double value = (double) (unsigned >>> 1);
        return value * 2.0 + (unsigned & 1);
    }

    /** A non-negative floating-point number as an unsigned one, rounded down, at most 2^64−1. */
    public static long fromDouble(double value) {
        if (!(value > 0)) {
            return 0;
        }
        if (value >= 0x1p64) {
            return -1L;
        }
        return value < 0x1p63 ? (long) value : (long) (value - 0x1p63) + Long.MIN_VALUE;
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(start) + ".." + Long.toUnsignedString(end);
    }
}
