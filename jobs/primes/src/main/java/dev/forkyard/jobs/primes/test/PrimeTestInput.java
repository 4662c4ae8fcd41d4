package dev.forkyard.jobs.primes.test;

import dev.forkyard.jobs.primes.Codec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that are to be tested. Immutable.
 *
 * @param numbers 1…{@value #NUMBERS_MAX} unsigned numbers in any order; they may repeat
 */
public record PrimeTestInput(List<Long> numbers) {
    /** The most numbers of one job. */
    public static final int NUMBERS_MAX = 10_000;

    // Layout, big-endian: version (1 byte), how many numbers (4), each of them (8).
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 5;
    private static final String WHAT = "prime test input";

    /**
     * @throws IllegalArgumentException if there are no numbers or too many
     */
    public PrimeTestInput {
        numbers = List.copyOf(numbers);
        checkCount(numbers.size());
    }

    /** The input as bytes. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + Long.BYTES * numbers.size());
        bytes.put(VERSION).putInt(numbers.size());
        numbers.forEach(bytes::putLong);
        return bytes.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static PrimeTestInput decode(byte[] encoded) {
        return decode(encoded, Integer.MAX_VALUE);
    }

    /**
     * Reads the first numbers only, for those who show no more: a list of jobs may have many long
     * ones.
     *
     * @param most how many at most, ≥ 1
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static PrimeTestInput decode(byte[] encoded, int most) {
        ByteBuffer bytes = Codec.open(WHAT, encoded, VERSION, HEADER_BYTES);
        int count = bytes.getInt();
        checkCount(count);
        Codec.checkRemaining(WHAT, bytes, Long.BYTES * count);
        List<Long> numbers = new ArrayList<>(Math.min(count, most));
        for (int index = 0; index < Math.min(count, most); index++) {
            numbers.add(bytes.getLong());
        }
        return new PrimeTestInput(numbers);
    }

    static void checkCount(int count) {
        if (count < 1 || count > NUMBERS_MAX) {
            throw new IllegalArgumentException(
                    "there are %d numbers, must be 1…%d".formatted(count, NUMBERS_MAX));
        }
    }
}
