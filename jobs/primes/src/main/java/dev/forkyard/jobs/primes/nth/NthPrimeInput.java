package dev.forkyard.jobs.primes.nth;

import dev.forkyard.jobs.primes.Codec;
import java.nio.ByteBuffer;

/**
 * Which prime is wanted. Immutable.
 *
 * @param n 1…{@value #N_MAX}: the first prime, the second, …
 * @param from the first number that counts, unsigned
 */
public record NthPrimeInput(long n, long from) {
    /** The number of primes below 2^64 (OEIS A007053). */
    public static final long N_MAX = 425_656_284_035_217_743L;

    // Layout, big-endian: version (1 byte), n (8), from (8).
    private static final byte VERSION = 1;
    private static final int BYTES = 17;
    private static final String WHAT = "n-th prime input";

    /**
     * @throws IllegalArgumentException if n is out of its range
     */
    public NthPrimeInput {
        if (n < 1 || n > N_MAX) {
            throw new IllegalArgumentException(
                    "n must be 1…%d, was %s".formatted(N_MAX, Long.toUnsignedString(n)));
        }
    }

    /** Tells whether there are surely not so many primes below 2^64. */
    public boolean isBeyondAllNumbers() {
        return new PrimeEstimate(from).isBeyond(n);
    }

    /** About how many primes there are from {@code from} to 2^64. */
    public long primesAvailable() {
        return Math.round(new PrimeEstimate(from).available());
    }

    /** The input as bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES).put(VERSION).putLong(n).putLong(from).array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static NthPrimeInput decode(byte[] encoded) {
        ByteBuffer bytes = Codec.open(WHAT, encoded, VERSION, BYTES);
        Codec.checkRemaining(WHAT, bytes, BYTES - 1);
        return new NthPrimeInput(bytes.getLong(), bytes.getLong());
    }
}
