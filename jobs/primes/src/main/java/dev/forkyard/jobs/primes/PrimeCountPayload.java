package dev.forkyard.jobs.primes;

import java.nio.ByteBuffer;

/** The codec of what a task returns: a version byte and its counts, 8 bytes each. Stateless. */
final class PrimeCountPayload {
    private static final byte VERSION = 1;
    private static final byte[] NOTHING = new byte[0];

    private PrimeCountPayload() {}

    /** The first {@code size} counts as bytes; no bytes at all when there are none. */
    static byte[] encode(long[] counts, int size) {
        if (size == 0) {
            return NOTHING;
        }
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES * size);
        bytes.put(VERSION);
        for (int index = 0; index < size; index++) {
            bytes.putLong(counts[index]);
        }
        return bytes.array();
    }

    /**
     * Reads counts.
     *
     * @param size how many there have to be, ≥ 1
     * @throws IllegalArgumentException if the bytes have another form
     */
    static long[] decode(byte[] encoded, int size) {
        ByteBuffer bytes = Codec.open("prime count payload", encoded, VERSION, 1);
        Codec.checkRemaining("prime count payload", bytes, Long.BYTES * size);
        long[] counts = new long[size];
        bytes.asLongBuffer().get(counts);
        return counts;
    }
}
