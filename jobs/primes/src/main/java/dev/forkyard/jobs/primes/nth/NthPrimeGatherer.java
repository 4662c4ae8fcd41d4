package dev.forkyard.jobs.primes.nth;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import org.jspecify.annotations.Nullable;

/**
 * Gathers an {@link NthPrimeSearch}, which it makes at the first part: that takes a millisecond or
 * two, and a gatherer may be made on the loop thread. Confined to one thread at a time.
 */
final class NthPrimeGatherer implements Gatherer {
    private final NthPrimeInput input;
    private @Nullable NthPrimeSearch search;

    NthPrimeGatherer(NthPrimeInput input) {
        this.input = input;
    }

    @Override
    public void accept(int stage, UnsignedRange part, byte[] payload) {
        search().accept(stage, part, payload);
    }

    @Override
    public byte[] finish() {
        return new NthPrimeResult(search().find()).encode();
    }

    private NthPrimeSearch search() {
        NthPrimeSearch made = search != null ? search : new NthPrimeSearch(input);
        search = made;
        return made;
    }
}
