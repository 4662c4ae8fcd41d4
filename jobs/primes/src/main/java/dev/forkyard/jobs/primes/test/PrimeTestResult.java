package dev.forkyard.jobs.primes.test;

import dev.forkyard.jobs.primes.Codec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which numbers are prime. Immutable.
 *
 * @param numbers those of the input, in its order
 */
public record PrimeTestResult(List<Tested> numbers) {
    // Layout, big-endian: version (1 byte), how many numbers (4), each of them (8) and 1 or 0 (1).
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 5;
    private static final int NUMBER_BYTES = 9;
    private static final String WHAT = "prime test result";

    /**
     * One number. Immutable.
     *
     * @param number unsigned
     */
    public record Tested(long number, boolean prime) {}

    /**
     * @throws IllegalArgumentException if there are no numbers or too many
     */
    public PrimeTestResult {
        numbers = List.copyOf(numbers);
        PrimeTestInput.checkCount(numbers.size());
    }

    /** The result as bytes. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + NUMBER_BYTES * numbers.size());
        bytes.put(VERSION).putInt(numbers.size());
        numbers.forEach(one -> bytes.putLong(one.number()).put((byte) (one.prime() ? 1 : 0)));
        return bytes.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static PrimeTestResult decode(byte[] encoded) {
        ByteBuffer bytes = Codec.open(WHAT, encoded, VERSION, HEADER_BYTES);
        int count = bytes.getInt();
        PrimeTestInput.checkCount(count);
        Codec.checkRemaining(WHAT, bytes, NUMBER_BYTES * count);
        List<Tested> numbers = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            numbers.add(new Tested(bytes.getLong(), bytes.get() != 0));
        }
        return new PrimeTestResult(numbers);
    }
}
