package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.Codec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Joins the folds of parts by range of the input, in any order. Confined to one thread at a time.
 */
final class RangesGatherer<F> implements Gatherer {
    private static final int LIGHT_RANGES_MAX = 16;

    private final RangeOperation<F> operation;
    private final RangesInput input;
    private final List<JoinedParts<F>> stages = new ArrayList<>();

    RangesGatherer(RangeOperation<F> operation, RangesInput input) {
        this.operation = operation;
        this.input = input;
        for (UnsignedRange range : input.ranges()) {
            if (!range.isEmpty()) {
                stages.add(new JoinedParts<>(range, operation));
            }
        }
    }

    @Override
    public boolean isLight() {
        return input.ranges().size() <= LIGHT_RANGES_MAX;
    }

    @Override
    public void accept(int stage, UnsignedRange part, byte[] payload) {
        if (part.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        Codec.checkRemaining("part of " + operation.name(), bytes, operation.foldBytes());
        stages.get(stage).add(part, operation.get(bytes));
    }

    @Override
    public byte[] finish() {
        List<RangesResult.RangeAnswer<F>> answers = new ArrayList<>();
        Iterator<JoinedParts<F>> joined = stages.iterator();
        for (UnsignedRange range : input.ranges()) {
            F fold = range.isEmpty() ? operation.ofNothing() : joined.next().whole();
            answers.add(new RangesResult.RangeAnswer<>(range, fold));
        }
        return new RangesResult<>(answers, input.options()).encode(operation);
    }
}
