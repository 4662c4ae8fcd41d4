package dev.forkyard.jobs.primes.nth;

import dev.forkyard.jobs.primes.Codec;
import java.nio.ByteBuffer;

/**
 * The n-th prime. Immutable.
 *
 * @param prime unsigned
 */
public record NthPrimeResult(long prime) {
    // Layout, big-endian: version (1 byte), prime (8).
    private static final byte VERSION = 1;
    private static final int BYTES = 9;
    private static final String WHAT = "n-th prime result";

    /** The result as bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES).put(VERSION).putLong(prime).array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static NthPrimeResult decode(byte[] encoded) {
        ByteBuffer bytes = Codec.open(WHAT, encoded, VERSION, BYTES);
        Codec.checkRemaining(WHAT, bytes, BYTES - 1);
        return new NthPrimeResult(bytes.getLong());
    }
}
