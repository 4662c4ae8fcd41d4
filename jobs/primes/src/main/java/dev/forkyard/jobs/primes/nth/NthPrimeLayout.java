package dev.forkyard.jobs.primes.nth;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.CountMethod;
import dev.forkyard.jobs.primes.PrimeCountInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is counted as a whole and what block by block: the one rule that planner and gatherer share,
 * a pure function of the input. Immutable.
 *
 * @param below the numbers before the window, empty if there are none; cut at 2^63, up to which a
 *     formula can count
 * @param blocks the window in which the prime should be
 */
record NthPrimeLayout(Optional<PrimeCountInput> below, Blocks blocks) {
    static NthPrimeLayout of(NthPrimeInput input) {
        UnsignedRange window = new PrimeEstimate(input.from()).window(input.from(), input.n());
        List<UnsignedRange> ranges = new ArrayList<>();
        addRange(ranges, input.from(), min(window.start(), CountMethod.PI_END_MAX));
        addRange(ranges, max(input.from(), CountMethod.PI_END_MAX), window.start());
        return new NthPrimeLayout(
                ranges.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PrimeCountInput(ranges, CountMethod.AUTO, input.bias())),
                Blocks.of(window));
    }

    private static void addRange(List<UnsignedRange> ranges, long start, long end) {
        if (Long.compareUnsigned(start, end) < 0) {
            ranges.add(new UnsignedRange(start, end));
        }
    }

    private static long min(long left, long right) {
        return Long.compareUnsigned(left, right) < 0 ? left : right;
    }

    private static long max(long left, long right) {
        return Long.compareUnsigned(left, right) < 0 ? right : left;
    }
}
