package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up the counts of parts by range of the input, in any order. Confined to one thread at a
 * time.
 */
final class PrimeCountGatherer implements Gatherer {
    private final PrimeCountInput input;
    private final PrimeCountLayout layout;
    private final long[] counts;

    PrimeCountGatherer(PrimeCountInput input) {
        this.input = input;
        layout = PrimeCountLayout.of(input);
        counts = new long[input.ranges().size()];
    }

    @Override
    public void accept(int stage, UnsignedRange part, byte[] payload) {
        if (part.isEmpty()) {
            return;
        }
        PrimeCountLayout.Assignment assignment = layout.stages().get(stage);
        if (assignment.stage().isRange()) {
            counts[assignment.requestIndexes().get(0)] += PrimeCountPayload.decode(payload, 1)[0];
            return;
        }
        int firstItem = Math.toIntExact(part.start());
        long[] itemCounts = PrimeCountPayload.decode(payload, Math.toIntExact(part.width()));
        for (int item = 0; item < itemCounts.length; item++) {
            counts[assignment.requestIndexes().get(firstItem + item)] += itemCounts[item];
        }
    }

    @Override
    public byte[] finish() {
        List<PrimeCountResult.RangeCount> results = new ArrayList<>(counts.length);
        for (int index = 0; index < counts.length; index++) {
            results.add(
                    new PrimeCountResult.RangeCount(
                            input.ranges().get(index), counts[index], input.method().resolved()));
        }
        return new PrimeCountResult(results).encode();
    }
}
