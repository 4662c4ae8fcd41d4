package dev.forkyard.jobs.primes.tuplets;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.ranges.PartSink;
import dev.forkyard.jobs.primes.ranges.RangeOperation;
import java.nio.ByteBuffer;

/**
 * Counts of tuplets. Stateless. A tuplet belongs to the part that has its last member: so a part
 * needs nothing behind its end, and each prefix of it is whole.
 */
final class TupletOperation implements RangeOperation<TupletCounts> {
    @Override
    public String name() {
        return "number of tuplets";
    }

    /** From the first member of a sextuplet to its last one. */
    @Override
    public int lookBack() {
        return 16;
    }

    @Override
    public PartSink<TupletCounts> open(UnsignedRange shown, long partStart) {
        return new TupletSink(shown.start(), partStart);
    }

    @Override
    public TupletCounts ofNothing() {
        return TupletCounts.NONE;
    }

    @Override
    public TupletCounts join(TupletCounts lower, TupletCounts upper) {
        return lower.plus(upper);
    }

    @Override
    public int foldBytes() {
        return TupletCounts.SIZES * Long.BYTES;
    }

    @Override
    public void put(TupletCounts fold, ByteBuffer to) {
        fold.counts().forEach(to::putLong);
    }

    @Override
    public TupletCounts get(ByteBuffer from) {
        long[] counts = new long[TupletCounts.SIZES];
        for (int index = 0; index < counts.length; index++) {
            counts[index] = from.getLong();
        }
        return TupletCounts.of(counts);
    }
}
