package dev.forkyard.jobs.chaos;

import java.nio.ByteBuffer;

/**
 * How many items were executed and the sum of their indexes: the result of a part and of the job.
 * An item that is lost or counted twice shows in both. Immutable.
 *
 * @param count ≥ 0
 * @param sum ≥ 0; 10^8 items sum up to less than 2^53
 */
public record ChaosTotal(long count, long sum) {
    /** Of no items. */
    public static final ChaosTotal NONE = new ChaosTotal(0, 0);

    // Layout, big-endian: version (1 byte), count (8), sum (8).
    private static final byte VERSION = 1;
    private static final int BYTES = 17;

    /**
     * @throws IllegalArgumentException if a number is negative
     */
    public ChaosTotal {
        if (count < 0 || sum < 0) {
            throw new IllegalArgumentException(
                    "count and sum must be ≥ 0, were %d and %d".formatted(count, sum));
        }
    }

    /**
     * Both together.
     *
     * @throws ArithmeticException if 63 bits do not hold them
     */
    public ChaosTotal plus(ChaosTotal other) {
        return new ChaosTotal(Math.addExact(count, other.count), Math.addExact(sum, other.sum));
    }

    /** The total as bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES).put(VERSION).putLong(count).putLong(sum).array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static ChaosTotal decode(byte[] encoded) {
        if (encoded.length != BYTES || encoded[0] != VERSION) {
            throw new IllegalArgumentException(
                    "chaos total has %d bytes and version %d, expected %d and %d"
                            .formatted(
                                    encoded.length,
                                    encoded.length == 0 ? 0 : encoded[0],
                                    BYTES,
                                    VERSION));
        }
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        bytes.get();
        return new ChaosTotal(bytes.getLong(), bytes.getLong());
    }
}
