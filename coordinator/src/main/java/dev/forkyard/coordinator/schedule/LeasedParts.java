package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.UnsignedRange;

/**
 * The parts of a stage that are in workers' hands or on the way to the store, known by their ends.
 * Confined to the loop thread.
 *
 * <p>Linear probing in one array without boxes, less than half full (Knuth, The Art of Computer
 * Programming 3, 6.4, algorithms L and R). Never walked through, so that the order of the hashes
 * decides nothing.
 */
final class LeasedParts {
    /** Ends of parts, each followed by the start; an end of 0, which no part has, is free. */
    private long[] table = new long[8];

    private int count;
    private long size;

    /** Notes a part; two of them never share a number, since each was cut out of the rest. */
    void add(UnsignedRange part) {
        if (part.isEmpty() || endsAt(part.end())) {
            throw new IllegalArgumentException(part + " is empty or leased twice");
        }
        if (4 * (count + 1) > table.length) {
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
        long start = table[place + 1];
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
        return end != 0 && table[placeOf(end)] == end;
    }

    /** Whether a part or the rest of one is leased. */
    boolean holds(UnsignedRange rest) {
        int place = placeOf(rest.end());
        return rest.end() != 0
                && table[place] == rest.end()
                && Long.compareUnsigned(table[place + 1], rest.start()) <= 0;
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
        table[place] = end;
        table[place + 1] = start;
    }

    private void free(int at) {
        int hole = at;
        table[hole] = 0;
        for (int place = next(hole); table[place] != 0; place = next(place)) {
            // What could not stand at its own place because of the hole, or before it, moves up.
            int last = table.length - 1;
            if (((place - own(table[place])) & last) >= ((place - hole) & last)) {
                table[hole] = table[place];
                table[hole + 1] = table[place + 1];
                table[place] = 0;
                hole = place;
            }
        }
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        for (int place = 0; place < old.length; place += 2) {
            if (old[place] != 0) {
                put(old[place + 1], old[place]);
            }
        }
    }

    /** Where an end stands, or the free place where it would. */
    private int placeOf(long end) {
        int place = own(end);
        while (table[place] != 0 && table[place] != end) {
            place = next(place);
        }
        return place;
    }

    /** Fibonacci hashing: parts are often of one width, and many widths are powers of two. */
    private int own(long end) {
        int pair =
                (int)
                        ((end * 0x9e3779b97f4a7c15L)
                                >>> (Long.numberOfLeadingZeros(table.length) + 2));
        return 2 * pair;
    }

    private int next(int place) {
        return (place + 2) & (table.length - 1);
    }
}
