package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.range.UnsignedRange;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folds of a stage's finished parts, one for each run of adjacent ones: as many as there are
 * holes between them, about one a worker, whatever the number of parts. Confined to one thread.
 */
final class FoldedRuns {
    private record Run(long end, LeafFold fold) {}

    private final UnsignedRange extent;
    private final TreeMap<Long, Run> runs = new TreeMap<>(); // By start; all below 2^63.

    FoldedRuns(UnsignedRange extent) {
        this.extent = extent;
    }

    /**
     * Adds a part, in any order.
     *
     * @throws IllegalArgumentException if it is outside the extent or overlaps an earlier one
     */
    void add(UnsignedRange part, LeafFold fold) {
        Map.Entry<Long, Run> before = runs.floorEntry(part.start());
        Map.Entry<Long, Run> after = runs.ceilingEntry(part.start());
        if (!extent.covers(part)
                || (before != null && before.getValue().end() > part.start())
                || (after != null && after.getKey() < part.end())) {
            throw new IllegalArgumentException("part %s of %s came twice".formatted(part, extent));
        }
        long start = part.start();
        long end = part.end();
        LeafFold joined = fold;
        if (before != null && before.getValue().end() == start) {
            joined = before.getValue().fold().then(joined);
            start = before.getKey();
        }
        if (after != null && after.getKey() == end) {
            joined = joined.then(after.getValue().fold());
            end = after.getValue().end();
            runs.remove(after.getKey());
        }
        boolean whole = start == extent.start() && end == extent.end();
        runs.put(start, new Run(end, whole ? joined.withoutHardKinds() : joined));
    }

    /**
     * The fold of the whole extent.
     *
     * @throws IllegalStateException if a part is missing
     */
    LeafFold whole() {
        Run run = runs.get(extent.start());
        if (run == null || run.end() != extent.end()) {
            throw new IllegalStateException("parts of %s are missing".formatted(extent));
        }
        return run.fold();
    }
}
