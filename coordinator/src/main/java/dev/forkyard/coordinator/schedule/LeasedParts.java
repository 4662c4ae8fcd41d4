package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.UnsignedRange;
import java.util.HashMap;
import java.util.Map;

/**
 * The parts of a stage that are in workers' hands or on the way to the store, known by their ends.
 * Confined to the loop thread. Never walked through, so that the order of its hashes decides
 * nothing.
 */
final class LeasedParts {
    private final Map<Long, Long> startByEnd = new HashMap<>();
    private long size;

    /** Notes a part; two of them never share a number, since each was cut out of the rest. */
    void add(UnsignedRange part) {
        if (startByEnd.putIfAbsent(part.end(), part.start()) != null) {
            throw new IllegalArgumentException(part + " is leased twice");
        }
        size += part.width();
    }

    /**
     * Takes a part or the rest of one back.
     *
     * @throws IllegalArgumentException if it is not the end of a leased part
     */
    void remove(UnsignedRange rest) {
        Long start = startByEnd.remove(rest.end());
        if (start == null || Long.compareUnsigned(start, rest.start()) > 0) {
            throw new IllegalArgumentException(rest + " is not leased");
        }
        if (start != rest.start()) {
            startByEnd.put(rest.start(), start);
        }
        size -= rest.width();
    }

    /** Whether a part ends where another one would begin. */
    boolean endsAt(long end) {
        return startByEnd.containsKey(end);
    }

    /** Whether a part or the rest of one is leased. */
    boolean holds(UnsignedRange rest) {
        Long start = startByEnd.get(rest.end());
        return start != null && Long.compareUnsigned(start, rest.start()) <= 0;
    }

    /** How many numbers are leased, unsigned. */
    long size() {
        return size;
    }

    boolean isEmpty() {
        return startByEnd.isEmpty();
    }
}
