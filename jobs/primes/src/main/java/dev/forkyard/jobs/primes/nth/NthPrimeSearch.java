package dev.forkyard.jobs.primes.nth;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.Codec;
import dev.forkyard.jobs.primes.PrimeCountJob;
import dev.forkyard.jobs.primes.PrimeCountResult;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up the primes below the window and in its blocks, and finds the n-th by testing the numbers
 * of one block. Confined to one thread.
 */
final class NthPrimeSearch {
    private final NthPrimeInput input;
    private final Blocks blocks;
    private final Optional<Gatherer> below;
    private final long[] missing;
    private final int[] counts;

    NthPrimeSearch(NthPrimeInput input) {
        this.input = input;
        NthPrimeLayout layout = NthPrimeLayout.of(input);
        blocks = layout.blocks();
        below = layout.below().map(ranges -> new PrimeCountJob().newGatherer(ranges.encode()));
        missing =
                NthPrimeJob.plan(layout).stages().stream()
                        .mapToLong(stage -> stage.extent().width())
                        .toArray();
        counts = new int[Math.toIntExact(blocks.count())];
    }

    /** As {@link Gatherer#accept}. */
    void accept(int stage, UnsignedRange part, byte[] payload) {
        missing[stage] -= part.width();
        if (stage < belowStages()) {
            below.orElseThrow().accept(stage, part, payload);
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        Codec.checkRemaining(
                "n-th prime payload", bytes, Short.BYTES * Math.toIntExact(part.width()));
        int block = Math.toIntExact(part.start());
        while (bytes.hasRemaining()) {
            counts[block++] = bytes.getShort() & 0xffff;
        }
    }

    /** The stage of the blocks is the last one. */
    private int belowStages() {
        return missing.length - (counts.length > 0 ? 1 : 0);
    }

    /**
     * The prime, once all parts were accepted.
     *
     * @throws JobFailedException if there is no such prime or a part is missing
     */
    long find() {
        for (long numbers : missing) {
            if (numbers != 0) {
                throw givenUp();
            }
        }
        long before =
                below.map(gatherer -> PrimeCountResult.decode(gatherer.finish()).total())
                        .orElse(0L);
        return find(input.n() - before);
    }

    /**
     * Finds a prime by its rank from the window's start on.
     *
     * @param rank 1 for the first prime of the window; 0 or less for those before it
     */
    private long find(long rank) {
        if (rank <= 0) {
            return PrimeWalk.down(blocks.window().start(), 1 - rank);
        }
        long left = rank;
        for (int block = 0; block < counts.length; block++) {
            if (left <= counts[block]) {
                UnsignedRange numbers = blocks.numbers(new UnsignedRange(block, block + 1L));
                return PrimeWalk.up(numbers.start(), left).orElseThrow();
            }
            left -= counts[block];
        }
        long end = blocks.window().end();
        long found = input.n() - left;
        return PrimeWalk.up(end, left).orElseThrow(() -> beyond(found + PrimeWalk.countFrom(end)));
    }

    private JobFailedException beyond(long available) {
        return new JobFailedException(
                ErrorReason.INVALID_OPTION,
                "n is %d, but from %s on it is at most %d: there are no more primes below 2^64"
                        .formatted(input.n(), Long.toUnsignedString(input.from()), available),
                Map.of("field", "n"),
                "");
    }

    private static JobFailedException givenUp() {
        return new JobFailedException(
                ErrorReason.TASK_QUARANTINED,
                "some parts were given up, and finding the n-th prime needs all",
                Map.of(),
                "");
    }
}
