package dev.forkyard.jobs.primes.gaps;

/**
 * What is known of the gaps in a piece of a range. Immutable; all numbers are unsigned.
 *
 * @param first its first prime, 0 if it has none
 * @param last its last prime, 0 if it has none
 * @param length the largest gap between two consecutive primes of it, 0 if it has fewer than two
 * @param start the prime at which that gap begins, the smallest of several, 0 if there is none
 */
public record GapFold(long first, long last, long length, long start) {
    /** A piece without primes. */
    static final GapFold NONE = new GapFold(0, 0, 0, 0);

    /**
     * @throws IllegalArgumentException if the values cannot be of one piece
     */
    public GapFold {
        if (Long.compareUnsigned(first, last) > 0 || (first == last) != (length == 0)) {
            throw new IllegalArgumentException(
                    "gap of %s between primes from %s to %s"
                            .formatted(
                                    Long.toUnsignedString(length),
                                    Long.toUnsignedString(first),
                                    Long.toUnsignedString(last)));
        }
    }

    /** Tells whether there is a gap. */
    public boolean hasGap() {
        return length != 0;
    }

    /** The prime at which the gap ends. */
    public long end() {
        return start + length;
    }

    private boolean isEmpty() {
        return last == 0;
    }

    /** The fold of this piece and the one behind it. */
    GapFold then(GapFold upper) {
        if (isEmpty() || upper.isEmpty()) {
            return isEmpty() ? upper : this;
        }
        long largest = length;
        long largestStart = start;
        if (Long.compareUnsigned(upper.first - last, largest) > 0) {
            largest = upper.first - last;
            largestStart = last;
        }
        if (Long.compareUnsigned(upper.length, largest) > 0) {
            largest = upper.length;
            largestStart = upper.start;
        }
        return new GapFold(first, upper.last, largest, largestStart);
    }
}
