package dev.forkyard.jobs.primes.sum;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.ranges.PartSink;
import dev.forkyard.jobs.primes.ranges.RangeOperation;
import java.nio.ByteBuffer;

/** Sums of primes, which need nothing of each other. Stateless. */
final class SumOperation implements RangeOperation<PrimeSum> {
    @Override
    public String name() {
        return "sum";
    }

    @Override
    public int lookBack() {
        return 0;
    }

    @Override
    public PartSink<PrimeSum> open(UnsignedRange shown, long partStart) {
        return new SumSink();
    }

    @Override
    public PrimeSum ofNothing() {
        return PrimeSum.ZERO;
    }

    @Override
    public PrimeSum join(PrimeSum lower, PrimeSum upper) {
        return lower.plus(upper);
    }

    @Override
    public int foldBytes() {
        return 2 * Long.BYTES;
    }

    @Override
    public void put(PrimeSum fold, ByteBuffer to) {
        to.putLong(fold.high()).putLong(fold.low());
    }

    @Override
    public PrimeSum get(ByteBuffer from) {
        return new PrimeSum(from.getLong(), from.getLong());
    }
}
