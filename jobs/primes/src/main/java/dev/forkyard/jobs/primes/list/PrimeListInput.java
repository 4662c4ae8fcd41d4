package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;

/**
 * What a job {@code primes.list/2} is asked. Immutable.
 *
 * @param range where to look; may be empty
 * @param pattern what to list
 * @param limit how many its reader wants, unsigned; {@link #UNLIMITED} for all. The reader counts:
 *     this only keeps parts narrow if few are wanted of a wide range
 */
public record PrimeListInput(UnsignedRange range, PrimePattern pattern, long limit) {
    /** All of the range. */
    public static final long UNLIMITED = -1L;

    // Layout, big-endian: version and size (1 byte each), start, end and limit (8 each).
    private static final byte VERSION = 2;
    private static final int BYTES = 26;

    /** Asks for primes. */
    public PrimeListInput(UnsignedRange range, long limit) {
        this(range, PrimePattern.PRIMES, limit);
    }

    /** The input as bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .put((byte) pattern.size())
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
        PrimePattern pattern = PrimePattern.ofSize(bytes.get());
        return new PrimeListInput(
                new UnsignedRange(bytes.getLong(), bytes.getLong()), pattern, bytes.getLong());
    }
}
