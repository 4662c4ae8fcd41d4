package dev.forkyard.jobs.primes;

import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Which stage counts which ranges of the input: the one rule that planner and gatherer share, a
 * pure function of the input. Immutable.
 *
 * <p>Empty ranges are in no stage. A range that costs less than {@link #ITEM_NANOS_MAX} is an item,
 * up to 64 of which make one stage; any other is a stage of its own, so that the core can cut it.
 *
 * @param stages in order of their number
 */
record PrimeCountLayout(List<Assignment> stages) {
    /** Below 10 ms a window is not worth an attempt of its own, which costs about 1 ms. */
    static final double ITEM_NANOS_MAX = 10e6;

    /**
     * One stage. Immutable.
     *
     * @param requestIndexes which ranges of the input it counts; for items, by item index
     * @param stage what its tasks get
     */
    record Assignment(List<Integer> requestIndexes, PrimeCountStage stage) {
        Assignment {
            requestIndexes = List.copyOf(requestIndexes);
        }
    }

    PrimeCountLayout {
        stages = List.copyOf(stages);
    }

    static PrimeCountLayout of(PrimeCountInput input) {
        List<Assignment> stages = new ArrayList<>();
        List<Integer> items = new ArrayList<>();
        for (int index = 0; index < input.ranges().size(); index++) {
            UnsignedRange range = input.ranges().get(index);
            if (range.isEmpty()) {
                continue;
            }
            if (CountCost.of(range.end()).windowNanos(range) >= ITEM_NANOS_MAX) {
                stages.add(new Assignment(List.of(index), PrimeCountStage.RANGE));
                continue;
            }
            items.add(index);
            if (items.size() == PrimeCountStage.WINDOWS_MAX) {
                stages.add(itemStage(input, items));
                items.clear();
            }
        }
        if (!items.isEmpty()) {
            stages.add(itemStage(input, items));
        }
        return new PrimeCountLayout(stages);
    }

    private static Assignment itemStage(PrimeCountInput input, List<Integer> items) {
        List<UnsignedRange> windows = items.stream().map(input.ranges()::get).toList();
        return new Assignment(items, new PrimeCountStage(windows));
    }
}
