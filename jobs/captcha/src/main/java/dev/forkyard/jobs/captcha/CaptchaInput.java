package dev.forkyard.jobs.captcha;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What a job {@code captcha/1} is asked: so many captchas of one recipe. It holds no seed: every
 * worker draws from its own secure random numbers, so that nobody who sees an input knows answers.
 * Immutable.
 *
 * @param recipe what each of them is like
 * @param count 1…{@value #COUNT_MAX}
 */
public record CaptchaInput(Recipe recipe, int count) {
    /** The most captchas of one job. */
    public static final int COUNT_MAX = 1_000_000;

    // Layout, big-endian: version (1 byte), kind (1), count (4), the recipe's own fields.
    private static final byte VERSION = 1;
    private static final int BYTES_MAX = 32;

    /**
     * @throws IllegalArgumentException if the count is out of its range, with the range
     */
    public CaptchaInput {
        Bounds.check("count", count, 1, COUNT_MAX);
    }

    /** The input as bytes. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
        bytes.put(VERSION).put(recipe.kind().code()).putInt(count);
        recipe.write(bytes);
        byte[] encoded = new byte[bytes.position()];
        bytes.flip().get(encoded);
        return encoded;
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes have another form or a value is out of its
     *     range
     */
    public static CaptchaInput decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        try {
            byte version = bytes.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "captcha input has version %d, only %d is known"
                                .formatted(version, VERSION));
            }
            CaptchaKind kind = CaptchaKind.ofCode(bytes.get());
            int count = bytes.getInt();
            CaptchaInput input = new CaptchaInput(Recipe.read(kind, bytes), count);
            if (bytes.hasRemaining()) {
                throw new IllegalArgumentException(
                        "captcha input has %d bytes behind its end".formatted(bytes.remaining()));
            }
            return input;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "captcha input ends after %d bytes, in its middle".formatted(encoded.length),
                    e);
        }
    }
}
