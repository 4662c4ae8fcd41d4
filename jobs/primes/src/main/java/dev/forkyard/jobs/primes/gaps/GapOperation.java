package dev.forkyard.jobs.primes.gaps;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.ranges.PartSink;
import dev.forkyard.jobs.primes.ranges.RangeOperation;
import java.nio.ByteBuffer;

/**
 * Largest gaps. Stateless. A gap that a cut divides is found when the parts are joined, from the
 * last prime of one and the first of the other.
 */
final class GapOperation implements RangeOperation<GapFold> {
    @Override
    public String name() {
        return "largest gap";
    }

    @Override
    public int lookBack() {
        return 0;
    }

    @Override
    public PartSink<GapFold> open(UnsignedRange shown, long partStart) {
        return new GapSink();
    }

    @Override
    public GapFold ofNothing() {
        return GapFold.NONE;
    }

    @Override
    public GapFold join(GapFold lower, GapFold upper) {
        return lower.then(upper);
    }

    @Override
    public int foldBytes() {
        return 4 * Long.BYTES;
    }

    @Override
    public void put(GapFold fold, ByteBuffer to) {
        to.putLong(fold.first()).putLong(fold.last()).putLong(fold.length()).putLong(fold.start());
    }

    @Override
    public GapFold get(ByteBuffer from) {
        return new GapFold(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }
}
