package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;

/**
 * What a list comes to if nobody reads it: how many primes there are, as 8 bytes, big-endian. A
 * reader gets the bitmaps instead. Confined to one thread.
 */
final class PrimeListGatherer implements Gatherer {
    private final PrimeListInput input;
    private long count;

    PrimeListGatherer(PrimeListInput input) {
        this.input = input;
    }

    /**
     * @throws IllegalArgumentException if the payload has not one byte for each of the part
     */
    @Override
    public void accept(int stage, UnsignedRange part, byte[] payload) {
        count += new PrimeCursor(input.pattern(), part, input.range(), payload).count();
    }

    @Override
    public byte[] finish() {
        return ByteBuffer.allocate(Long.BYTES).putLong(count).array();
    }
}
