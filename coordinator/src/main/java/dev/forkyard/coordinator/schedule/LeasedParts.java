package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.UnsignedRange;

/**
 * The parts of a stage that are in workers' hands or on the way to the store, known by their ends.
 * Confined to the loop thread.
 *
 * <p>Linear probing in two arrays without boxes, less than half full (Knuth, The Art of Computer
 * Programming 3, 6.4, algorithms L and R). Never walked through, so that the order of the hashes
 * decides nothing.
 */
final class LeasedParts {
    /** Ends of parts; 0, which no part ends at, is a free place. */
    private long[] ends = new long[4];

    private long[] starts = new long[4];
    private int count;
    private long size;

    /** Notes a part; two of them never share a number, since each was cut out of the rest. */
    void add(UnsignedRange part) {
        if (part.isEmpty() || endsAt(part.end())) {
            throw new IllegalArgumentException(part + " is empty or leased twice");
        }
        if (2 * (count + 1) > ends.length) {
            grow();
        }
        put(part.start(), part.end());
        count++;
        size += part.width();
    }

    /**
     * Takes a part or the rest of one back.
     *
     * @throws IllegalArgumentException if it is not the end of a leased part
     */
    void remove(UnsignedRange rest) {
        if (rest.isEmpty() || !holds(rest)) {
            throw new IllegalArgumentException(rest + " is not leased");
        }
        int place = placeOf(rest.end());
        long start = starts[place];
        free(place);
        if (start == rest.start()) {
            count--;
        } else {
            put(start, rest.start());
        }
        size -= rest.width();
    }

    /** Whether a part ends where another one would begin. */
    boolean endsAt(long end) {
        return end != 0 && ends[placeOf(end)] == end;
    }

    /** Whether a part or the rest of one is leased. */
    boolean holds(UnsignedRange rest) {
        int place = placeOf(rest.end());
        return rest.end() != 0
                && ends[place] == rest.end()
                && Long.compareUnsigned(starts[place], rest.start()) <= 0;
    }

    /** How many numbers are leased, unsigned. */
    long size() {
        return size;
    }

    boolean isEmpty() {
        return count == 0;
    }

    private void put(long start, long end) {
        int place = placeOf(end);
        ends[place] = end;
        starts[place] = start;
    }

    private void free(int at) {
        int hole = at;
        ends[hole] = 0;
        for (int place = next(hole); ends[place] != 0; place = next(place)) {
            // What could not stand at its own place because of the hole, or before it, moves up.
            int last = ends.length - 1;
            if (((place - own(ends[place])) & last) >= ((place - hole) & last)) {
                ends[hole] = ends[place];
                starts[hole] = starts[place];
                ends[place] = 0;
                hole = place;
            }
        }
    }

    private void grow() {
        long[] oldEnds = ends;
        long[] oldStarts = starts;
        ends = new long[2 * oldEnds.length];
        starts = new long[2 * oldEnds.length];
        for (int place = 0; place < oldEnds.length; place++) {
            if (oldEnds[place] != 0) {
                put(oldStarts[place], oldEnds[place]);
            }
        }
    }

    /** Where an end stands, or the free place where it would. */
    private int placeOf(long end) {
        int place = own(end);
        while (ends[place] != 0 && ends[place] != end) {
            place = next(place);
        }
        return place;
    }

    /** Fibonacci hashing: parts are often of one width, and many widths are powers of two. */
    private int own(long end) {
        return (int) ((end * 0x9e3779b97f4a7c15L) >>> (Long.numberOfLeadingZeros(ends.length) + 1));
    }

    private int next(int place) {
        return (place + 1) & (ends.length - 1);
    }
}
