package dev.forkyard.common.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of unsigned 64-bit numbers kept as the fewest disjoint, non-adjacent ranges in ascending
 * unsigned order. Confined to one thread. Memory grows with the number of ranges and time with its
 * logarithm, never with how many numbers they hold.
 */
public final class IntervalSet {
    /**
     * A range as it was when it was noted, known by its end: it is no wider now than then, since
     * one that grows is noted anew.
     */
    private record Noted(long width, long start, long end) implements Comparable<Noted> {
        @Override
        public int compareTo(Noted other) {
            int byWidth = Long.compareUnsigned(other.width, width);
            return byWidth != 0 ? byWidth : Long.compareUnsigned(start, other.start);
        }
    }

    private final TreeMap<Long, Long> endByStart = new TreeMap<>(Long::compareUnsigned);

    /**
     * The widest on top, of equal ones the lower; made when somebody first asks. What is cut from a
     * range's front, as nearly all cuts are, changes nothing here: what is noted is put right when
     * it comes to the top.
     */
    private @Nullable PriorityQueue<Noted> byWidth;

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
        long start = range.start();
        long end = range.end();
        Map.Entry<Long, Long> before = endByStart.floorEntry(start);
        Map.Entry<Long, Long> after = endByStart.higherEntry(start);
        boolean meetsBefore = before != null && Long.compareUnsigned(before.getValue(), start) > 0;
        if (meetsBefore || (after != null && Long.compareUnsigned(after.getKey(), end) < 0)) {
            throw new IllegalArgumentException(range + " overlaps " + this);
        }
        if (before != null && before.getValue() == start) {
            start = before.getKey();
        }
        if (after != null && after.getKey() == end) {
            endByStart.remove(end);
            end = after.getValue();
        }
        endByStart.put(start, end);
        note(start, end);
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
        if (holderStart == range.start()) {
            endByStart.remove(holderStart);
        } else {
            endByStart.put(holderStart, range.start());
            note(holderStart, range.start());
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

    /** The first of the widest ranges, empty when the set is. */
    public Optional<UnsignedRange> widest() {
        if (byWidth == null || byWidth.size() > 4 * endByStart.size() + 64) {
            byWidth = new PriorityQueue<>();
            endByStart.forEach(this::note);
        }
        while (!byWidth.isEmpty()) {
            Noted top = byWidth.peek();
            Map.Entry<Long, Long> holder = endByStart.lowerEntry(top.end());
            boolean lives = holder != null && holder.getValue() == top.end();
            if (lives && holder.getKey() == top.start()) {
                return Optional.of(new UnsignedRange(top.start(), top.end()));
            }
            byWidth.remove();
            if (lives) {
                note(holder.getKey(), top.end());
            }
        }
        return Optional.empty();
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

    private void note(long start, long end) {
        if (byWidth != null) {
            byWidth.add(new Noted(end - start, start, end));
        }
    }

    @Override
    public String toString() {
        return ranges().toString();
    }
}
