package dev.forkyard.jobs.primes;

import java.nio.ByteBuffer;

/** The checks that all codecs of this module begin with. Stateless. */
public final class Codec {
    private Codec() {}

    /**
     * Opens encoded bytes behind their version byte.
     *
     * @param what the value's name in messages
     * @param headerBytes the fewest bytes there can be, version included
     * @throws IllegalArgumentException if there are fewer bytes or the version is another
     */
    public static ByteBuffer open(String what, byte[] encoded, byte version, int headerBytes) {
        if (encoded.length < headerBytes) {
            throw new IllegalArgumentException(
                    "%s has %d bytes, at least %d expected"
                            .formatted(what, encoded.length, headerBytes));
        }
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        byte found = bytes.get();
        if (found != version) {
            throw new IllegalArgumentException(
                    "%s has version %d, only %d is known".formatted(what, found, version));
        }
        return bytes;
    }

    /**
     * Checks how many bytes are left.
     *
     * @throws IllegalArgumentException if it is another number
     */
    public static void checkRemaining(String what, ByteBuffer bytes, int expected) {
        if (bytes.remaining() != expected) {
            throw new IllegalArgumentException(
                    "%s has %d bytes behind its header, %d expected"
                            .formatted(what, bytes.remaining(), expected));
        }
    }
}
