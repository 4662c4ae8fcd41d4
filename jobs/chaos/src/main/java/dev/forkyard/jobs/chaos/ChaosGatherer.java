package dev.forkyard.jobs.chaos;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;

/**
 * Adds up what workers say that they executed. Confined to one thread at a time. It trusts no width
 * of a part: a result that is lost or comes twice is to show in the answer.
 */
final class ChaosGatherer implements Gatherer {
    private ChaosTotal total = ChaosTotal.NONE;

    @Override
    public boolean isLight() {
        return true;
    }

    @Override
    public void accept(int stage, UnsignedRange part, byte[] payload) {
        if (!part.isEmpty()) {
            total = total.plus(ChaosTotal.decode(payload));
        }
    }

    @Override
    public byte[] finish() {
        return total.encode();
    }
}
