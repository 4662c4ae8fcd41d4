package dev.forkyard.jobs.captcha.altcha;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The public half of a challenge before it is signed. Immutable by contract: the bytes must not be
 * changed.
 *
 * @param nonce {@value #NONCE_BYTES} random bytes; unique, so they can name the challenge
 * @param salt {@value #SALT_BYTES} random bytes
 * @param cost rounds of PBKDF2 for each counter, ≥ 1
 * @param keyPrefix the first {@value #PREFIX_BYTES} bytes of the key that has to be found
 */
public record AltchaWork(byte[] nonce, byte[] salt, int cost, byte[] keyPrefix) {
    /** Bytes of a nonce. */
    public static final int NONCE_BYTES = 16;

    /** Bytes of a salt. */
    public static final int SALT_BYTES = 16;

    /** Bytes of a derived key: one block of SHA-256, so that a key costs {@code cost} rounds. */
    public static final int KEY_BYTES = 32;

    /** Bytes of a key that the challenge shows; the rest proves that the key was derived. */
    public static final int PREFIX_BYTES = 16;

    /** Bytes of an encoded work. */
    public static final int ENCODED_BYTES = 5 + NONCE_BYTES + SALT_BYTES + PREFIX_BYTES;

    // Layout, big-endian: version (1 byte), cost (4), nonce, salt, prefix.
    private static final byte VERSION = 1;

    /**
     * @throws IllegalArgumentException if a length is another or the cost is below 1
     */
    public AltchaWork {
        if (nonce.length != NONCE_BYTES
                || salt.length != SALT_BYTES
                || keyPrefix.length != PREFIX_BYTES) {
            throw new IllegalArgumentException(
                    "nonce, salt and prefix must have %d, %d and %d bytes, had %d, %d and %d"
                            .formatted(
                                    NONCE_BYTES,
                                    SALT_BYTES,
                                    PREFIX_BYTES,
                                    nonce.length,
                                    salt.length,
                                    keyPrefix.length));
        }
        if (cost < 1) {
            throw new IllegalArgumentException("cost must be ≥ 1, was " + cost);
        }
    }

    /** The work of which that is the key. */
    public static AltchaWork of(byte[] nonce, byte[] salt, int cost, byte[] key) {
        return new AltchaWork(nonce, salt, cost, Arrays.copyOf(key, PREFIX_BYTES));
    }

    /**
     * The key of one counter: PBKDF2 with HMAC-SHA-256 over the nonce and the counter as 32 bits,
     * big-endian. Takes {@code cost} rounds, each some 300 ns.
     *
     * @param counter unsigned
     */
    public static byte[] deriveKey(byte[] nonce, byte[] salt, int cost, int counter) {
        byte[] password = Arrays.copyOf(nonce, nonce.length + Integer.BYTES);
        ByteBuffer.wrap(password).putInt(nonce.length, counter);
        return Pbkdf2.deriveBlock(password, salt, cost);
    }

    /** The work as bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(ENCODED_BYTES)
                .put(VERSION)
                .putInt(cost)
                .put(nonce)
                .put(salt)
                .put(keyPrefix)
                .array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    public static AltchaWork decode(byte[] encoded) {
        if (encoded.length != ENCODED_BYTES || encoded[0] != VERSION) {
            throw new IllegalArgumentException(
                    "altcha work of %d bytes, expected %d of version %d"
                            .formatted(encoded.length, ENCODED_BYTES, VERSION));
        }
        ByteBuffer bytes = ByteBuffer.wrap(encoded, 1, ENCODED_BYTES - 1);
        int cost = bytes.getInt();
        return new AltchaWork(
                take(bytes, NONCE_BYTES), take(bytes, SALT_BYTES), cost, take(bytes, PREFIX_BYTES));
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }
}
