package dev.forkyard.jobs.primes.scan;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.CountCost;

/**
 * What scanning a window is expected to cost on one core: the hints of a stage. Immutable. Looking
 * at the primes costs little beside finding them, so that the costs are those of counting.
 *
 * @param attemptNanos before a part's first number
 * @param unitNanos a number, &gt; 0
 * @param smallestPart numbers below which a part is not worth its start, ≥ 1
 */
public record ScanCost(double attemptNanos, double unitNanos, long smallestPart) {
    // A part below this would be mostly messages.
    private static final double SMALLEST_PART_NANOS = 1e6;

    /** What a window costs that is not empty. */
    public static ScanCost of(UnsignedRange window) {
        CountCost cost = CountCost.of(window.end());
        if (cost.prefersSieve(window)) {
            return new ScanCost(cost.sieveStartNanos(), cost.sieveUnitNanos(), cost.smallestPart());
        }
        double unitNanos = cost.windowNanos(window) / window.widthAsDouble();
        return new ScanCost(0, unitNanos, (long) Math.ceil(SMALLEST_PART_NANOS / unitNanos));
    }
}
