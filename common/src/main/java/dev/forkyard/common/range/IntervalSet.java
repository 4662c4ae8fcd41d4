package dev.forkyard.common.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A set of unsigned 64-bit numbers kept as the fewest disjoint, non-adjacent ranges in ascending
 * unsigned order. Confined to one thread. Memory and time depend on the number of ranges, never on
 * how many numbers they hold.
 */
public final class IntervalSet {
    private final TreeMap<Long, Long> endByStart = new TreeMap<>(Long::compareUnsigned);
    private long size;

    /** Makes an empty set. */
    public IntervalSet() {}

    /** Makes a set of one range. */
    public static IntervalSet of(UnsignedRange range) {
        IntervalSet set = new IntervalSet();
        set.add(range);
        return set;
    }

    /**
     * Adds a range that shares no number with the set.
     *
     * @throws IllegalArgumentException if it does share one: work would be counted twice
     */
    public void add(UnsignedRange range) {
        if (range.isEmpty()) {
            return;
        }
        if (intersects(range)) {
            throw new IllegalArgumentException(range + " overlaps " + this);
        }
        long start = range.start();
        long end = range.end();
        Map.Entry<Long, Long> before = endByStart.floorEntry(start);
        if (before != null && before.getValue() == start) {
            start = before.getKey();
        }
        Long joined = endByStart.remove(end);
        endByStart.put(start, joined == null ? end : joined);
        size += range.width();
    }

    /**
     * Takes a range out of the set.
     *
     * @throws IllegalArgumentException if a number of it is not in the set
     */
    public void remove(UnsignedRange range) {
        if (range.isEmpty()) {
            return;
        }
        Map.Entry<Long, Long> holder = endByStart.floorEntry(range.start());
        if (holder == null || Long.compareUnsigned(holder.getValue(), range.end()) < 0) {
            throw new IllegalArgumentException(range + " is not within " + this);
        }
        long holderStart = holder.getKey();
        long holderEnd = holder.getValue();
        endByStart.remove(holderStart);
        if (holderStart != range.start()) {
            endByStart.put(holderStart, range.start());
        }
        if (holderEnd != range.end()) {
            endByStart.put(range.end(), holderEnd);
        }
        size -= range.width();
    }

    /** Tells whether the set and {@code range} share a number. */
    public boolean intersects(UnsignedRange range) {
        if (range.isEmpty()) {
            return false;
        }
        Map.Entry<Long, Long> before = endByStart.floorEntry(range.start());
        if (before != null && Long.compareUnsigned(before.getValue(), range.start()) > 0) {
            return true;
        }
        Map.Entry<Long, Long> after = endByStart.higherEntry(range.start());
        return after != null && Long.compareUnsigned(after.getKey(), range.end()) < 0;
    }

    /** The range of the set that holds {@code number}. */
    public Optional<UnsignedRange> rangeHolding(long number) {
        Map.Entry<Long, Long> before = endByStart.floorEntry(number);
        if (before == null || Long.compareUnsigned(number, before.getValue()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new UnsignedRange(before.getKey(), before.getValue()));
    }

    /** The first of the widest ranges, empty when the set is. Time grows with the ranges. */
    public Optional<UnsignedRange> widest() {
        UnsignedRange widest = UnsignedRange.EMPTY;
        for (Map.Entry<Long, Long> entry : endByStart.entrySet()) {
            long width = entry.getValue() - entry.getKey();
            if (Long.compareUnsigned(width, widest.width()) > 0) {
                widest = new UnsignedRange(entry.getKey(), entry.getValue());
            }
        }
        return widest.isEmpty() ? Optional.empty() : Optional.of(widest);
    }

    /** The ranges in ascending unsigned order. */
    public List<UnsignedRange> ranges() {
        List<UnsignedRange> ranges = new ArrayList<>(endByStart.size());
        endByStart.forEach((start, end) -> ranges.add(new UnsignedRange(start, end)));
        return List.copyOf(ranges);
    }

    /** How many numbers the set holds, unsigned. */
    public long size() {
        return size;
    }

    /** How many separate ranges the set consists of: what its memory grows with. */
    public int rangeCount() {
        return endByStart.size();
    }

    public boolean isEmpty() {
        return endByStart.isEmpty();
    }

    @Override
    public String toString() {
        return ranges().toString();
    }
}
