package dev.forkyard.jobs.primes.nth;

import dev.forkyard.jobs.primes.Codec;
import dev.forkyard.jobs.primes.PiBias;
import java.nio.ByteBuffer;

/**
 * Which prime is wanted. Immutable.
 *
 * @param n 1…{@value #N_MAX}: the first prime, the second, …
 * @param from the first number that counts, unsigned
 * @param bias what this machine says to the choice between sieve and π
 */
public record NthPrimeInput(long n, long from, PiBias bias) {
    /** The number of primes below 2^64 (OEIS A007053). */
    public static final long N_MAX = 425_656_284_035_217_743L;

    // Layout, big-endian: version (1 byte), bias (1), n (8), from (8).
    private static final byte VERSION = 2;
    private static final int BYTES = 18;
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

    /** An input that knows nothing of the machine. */
    public NthPrimeInput(long n, long from) {
        this(n, from, PiBias.NONE);
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
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .put(bias.code())
                .putLong(n)
                .putLong(from)
                .array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static NthPrimeInput decode(byte[] encoded) {
        ByteBuffer bytes = Codec.open(WHAT, encoded, VERSION, BYTES);
        Codec.checkRemaining(WHAT, bytes, BYTES - 1);
        PiBias bias = new PiBias(bytes.get());
        return new NthPrimeInput(bytes.getLong(), bytes.getLong(), bias);
    }
}
