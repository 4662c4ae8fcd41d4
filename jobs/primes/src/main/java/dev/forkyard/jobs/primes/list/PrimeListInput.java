package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;

/**
 * What a job {@code primes.list/1} is asked. Immutable.
 *
 * @param range where to look; may be empty
 * @param limit how many primes its reader wants, unsigned; {@link #UNLIMITED} for all. The reader
 *     counts: this only keeps parts narrow if few are wanted of a wide range
 */
public record PrimeListInput(UnsignedRange range, long limit) {
    /** All primes of the range. */
    public static final long UNLIMITED = -1L;

    // Layout, big-endian: version (1 byte), start, end and limit (8 each).
    private static final byte VERSION = 1;
    private static final int BYTES = 25;

    /** The input as bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(range.start())
                .putLong(range.end())
                .putLong(limit)
                .array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static PrimeListInput decode(byte[] encoded) {
        if (encoded.length != BYTES || encoded[0] != VERSION) {
            throw new IllegalArgumentException(
                    "prime list input must have %d bytes of version %d, has %d"
                            .formatted(BYTES, VERSION, encoded.length));
        }
        ByteBuffer bytes = ByteBuffer.wrap(encoded, 1, BYTES - 1);
        return new PrimeListInput(
                new UnsignedRange(bytes.getLong(), bytes.getLong()), bytes.getLong());
    }
}
