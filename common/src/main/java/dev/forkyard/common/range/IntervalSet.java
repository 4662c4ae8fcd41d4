package dev.forkyard.common.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A set of unsigned 64-bit numbers kept as the fewest disjoint, non-adjacent ranges in ascending
 * unsigned order. Confined to one thread. Memory grows with the number of ranges and time little
 * faster than its logarithm, never with how many numbers they hold.
 */
public final class IntervalSet {
    private static final int RANGES_SHOWN = 20;

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

    private final SortedRanges ranges = new SortedRanges();

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
        boolean below = ranges.seek(start);
        boolean meetsBelow = below && Long.compareUnsigned(ranges.end(), start) > 0;
        boolean growsBelow = below && ranges.end() == start;
        boolean above = ranges.seekNext();
        if (meetsBelow || (above && Long.compareUnsigned(ranges.start(), end) < 0)) {
            throw new IllegalArgumentException(range + " overlaps " + this);
        }
        if (above && ranges.start() == end) {
            end = ranges.end();
            if (growsBelow) {
                ranges.remove();
            } else {
                ranges.moveStart(start);
            }
        } else if (!growsBelow) {
            ranges.insert(start, end);
        }
        if (growsBelow) {
            ranges.seek(start);
            ranges.moveEnd(end);
            start = ranges.start();
        }
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
        if (!ranges.seek(range.start()) || Long.compareUnsigned(ranges.end(), range.end()) < 0) {
            throw new IllegalArgumentException(range + " is not within " + this);
        }
        long holderStart = ranges.start();
        long holderEnd = ranges.end();
        if (holderStart != range.start()) {
            ranges.moveEnd(range.start());
            note(holderStart, range.start());
            if (holderEnd != range.end()) {
                ranges.insert(range.end(), holderEnd);
            }
        } else if (holderEnd != range.end()) {
            ranges.moveStart(range.end());
        } else {
            ranges.remove();
        }
        size -= range.width();
    }

    /** Tells whether the set and {@code range} share a number. */
    public boolean intersects(UnsignedRange range) {
        if (range.isEmpty()) {
            return false;
        }
        if (ranges.seek(range.start()) && Long.compareUnsigned(ranges.end(), range.start()) > 0) {
            return true;
        }
        return ranges.seekNext() && Long.compareUnsigned(ranges.start(), range.end()) < 0;
    }

    /** The range of the set that holds {@code number}. */
    public Optional<UnsignedRange> rangeHolding(long number) {
        if (!ranges.seek(number) || Long.compareUnsigned(number, ranges.end()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new UnsignedRange(ranges.start(), ranges.end()));
    }

    /**
     * Where the last call looked or changed something: who comes back to the same numbers finds
     * them faster with {@link #lookAt}.
     */
    public long place() {
        return ranges.place();
    }

    /**
     * Says where the next call will probably look; if not, or if ranges came and went meanwhile, it
     * takes no longer than without.
     *
     * @param place of an earlier {@link #place} of this or any other set
     */
    public void lookAt(long place) {
        ranges.goBack(place);
    }

    /** The lowest range, empty when the set is. */
    public Optional<UnsignedRange> lowest() {
        return ranges.seekFirst()
                ? Optional.of(new UnsignedRange(ranges.start(), ranges.end()))
                : Optional.empty();
    }

    /** The first of the widest ranges, empty when the set is. */
    public Optional<UnsignedRange> widest() {
        if (byWidth == null || byWidth.size() > 4 * ranges.size() + 64) {
            byWidth = new PriorityQueue<>();
            ranges().forEach(range -> note(range.start(), range.end()));
        }
        while (!byWidth.isEmpty()) {
            Noted top = byWidth.peek();
            boolean lives = ranges.seek(top.end() - 1) && ranges.end() == top.end();
            if (lives && ranges.start() == top.start()) {
                return Optional.of(new UnsignedRange(top.start(), top.end()));
            }
            byWidth.remove();
            if (lives) {
                note(ranges.start(), top.end());
            }
        }
        return Optional.empty();
    }

    /** The ranges in ascending unsigned order. */
    public List<UnsignedRange> ranges() {
        List<UnsignedRange> all = new ArrayList<>(ranges.size());
        for (boolean more = ranges.seekFirst(); more; more = ranges.seekNext()) {
            all.add(new UnsignedRange(ranges.start(), ranges.end()));
        }
        return List.copyOf(all);
    }

    /** How many numbers the set holds, unsigned. */
    public long size() {
        return size;
    }

    /** How many separate ranges the set consists of: what its memory grows with. */
    public int rangeCount() {
        return ranges.size();
    }

    public boolean isEmpty() {
        return ranges.size() == 0;
    }

    private void note(long start, long end) {
        if (byWidth != null) {
            byWidth.add(new Noted(end - start, start, end));
        }
    }

    /** The first {@value #RANGES_SHOWN} ranges; a set can have millions. */
    @Override
    public String toString() {
        List<UnsignedRange> all = ranges();
        if (all.size() <= RANGES_SHOWN) {
            return all.toString();
        }
        return all.subList(0, RANGES_SHOWN) + " and " + (all.size() - RANGES_SHOWN) + " more";
    }
}
