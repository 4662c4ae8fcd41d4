package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.common.range.UnsignedRange;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folds of a range's finished parts, one for each run of adjoining ones: as many as there are
 * holes between them, about one a worker, whatever the number of parts. Confined to one thread.
 */
final class JoinedParts<F> {
    private record Run<F>(long end, F fold) {}

    private final UnsignedRange extent;
    private final RangeOperation<F> operation;
    private final TreeMap<Long, Run<F>> runs = new TreeMap<>(Long::compareUnsigned); // By start.

    JoinedParts(UnsignedRange extent, RangeOperation<F> operation) {
        this.extent = extent;
        this.operation = operation;
    }

    /**
     * Adds a part, in any order.
     *
     * @throws IllegalArgumentException if it is outside the extent or overlaps an earlier one
     */
    void add(UnsignedRange part, F fold) {
        Map.Entry<Long, Run<F>> before = runs.floorEntry(part.start());
        Map.Entry<Long, Run<F>> after = runs.ceilingEntry(part.start());
        if (!extent.covers(part)
                || (before != null
                        && Long.compareUnsigned(before.getValue().end(), part.start()) > 0)
                || (after != null && Long.compareUnsigned(after.getKey(), part.end()) < 0)) {
            throw new IllegalArgumentException("part %s of %s came twice".formatted(part, extent));
        }
        long start = part.start();
        long end = part.end();
        F joined = fold;
        if (before != null && before.getValue().end() == start) {
            joined = operation.join(before.getValue().fold(), joined);
            start = before.getKey();
        }
        if (after != null && after.getKey() == end) {
            joined = operation.join(joined, after.getValue().fold());
            end = after.getValue().end();
            runs.remove(after.getKey());
        }
        runs.put(start, new Run<>(end, joined));
    }

    /**
     * The fold of the whole extent.
     *
     * @throws JobFailedException if a part is missing, which is one that was given up
     */
    F whole() {
        Run<F> run = runs.get(extent.start());
        if (run == null || run.end() != extent.end()) {
            throw new JobFailedException(
                    ErrorReason.TASK_QUARANTINED,
                    "the %s of %s needs every part, and some were given up"
                            .formatted(operation.name(), extent),
                    Map.of(),
                    "");
        }
        return run.fold();
    }
}
