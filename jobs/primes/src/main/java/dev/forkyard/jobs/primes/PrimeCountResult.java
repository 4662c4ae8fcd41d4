package dev.forkyard.jobs.primes;

import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of a job {@code primes.count/1}. Immutable.
 *
 * @param counts one for each range of the input, in the input's order; 1…{@value
 *     PrimeCountInput#RANGES_MAX}
 */
public record PrimeCountResult(List<RangeCount> counts) {
    // Layout, big-endian: version (1 byte), number of counts (4), then for each: start, end, count
    // (8 each), method (1).
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 5;
    private static final int COUNT_BYTES = 25;

    /**
     * The primes of one range. Immutable.
     *
     * @param range the range as it was asked for
     * @param count how many primes it has
     * @param method how they were counted, never {@link CountMethod#AUTO}
     */
    public record RangeCount(UnsignedRange range, long count, CountMethod method) {
        /**
         * @throws IllegalArgumentException if the count is negative or the method is AUTO
         */
        public RangeCount {
            if (count < 0) {
                throw new IllegalArgumentException("count must be ≥ 0, was " + count);
            }
            if (method == CountMethod.AUTO) {
                throw new IllegalArgumentException("method of an answer must not be AUTO");
            }
        }
    }

    /**
     * @throws IllegalArgumentException if there are no counts or too many
     */
    public PrimeCountResult {
        counts = List.copyOf(counts);
        checkCount(counts.size());
    }

    /**
     * The sum of all counts, unsigned; a number in two ranges counts twice.
     *
     * @throws ArithmeticException if it is 2^64 or more, which takes 44 ranges over all numbers
     */
    public long total() {
        long total = 0;
        for (RangeCount count : counts) {
            total += count.count();
            if (Long.compareUnsigned(total, count.count()) < 0) {
                throw new ArithmeticException("total of the counts is above 2^64−1");
            }
        }
        return total;
    }

    /** The result as bytes. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + COUNT_BYTES * counts.size());
        bytes.put(VERSION).putInt(counts.size());
        for (RangeCount count : counts) {
            bytes.putLong(count.range().start()).putLong(count.range().end());
            bytes.putLong(count.count()).put(count.method().code());
        }
        return bytes.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static PrimeCountResult decode(byte[] encoded) {
        ByteBuffer bytes = Codec.open("prime count result", encoded, VERSION, HEADER_BYTES);
        int size = bytes.getInt();
        checkCount(size);
        Codec.checkRemaining("prime count result", bytes, COUNT_BYTES * size);
        List<RangeCount> counts = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            UnsignedRange range = new UnsignedRange(bytes.getLong(), bytes.getLong());
            counts.add(new RangeCount(range, bytes.getLong(), CountMethod.ofCode(bytes.get())));
        }
        return new PrimeCountResult(counts);
    }

    private static void checkCount(int count) {
        if (count < 1 || count > PrimeCountInput.RANGES_MAX) {
            throw new IllegalArgumentException(
                    "result has %d counts, must be 1…%d"
                            .formatted(count, PrimeCountInput.RANGES_MAX));
        }
    }
}
