package dev.forkyard.jobs.captcha;

import java.nio.ByteBuffer;

/**
 * How spoken digits are made: a WAV of 8,000 samples a second, 8 bits each. Immutable.
 *
 * @param length digits, 4…10, default 6
 */
public record AudioRecipe(int length) implements Recipe {
    /** Six digits. */
    public static final AudioRecipe DEFAULT = new AudioRecipe(CaptchaAlphabet.LENGTH_DEFAULT);

    private static final double NANOS_PER_DIGIT = 250_000;
    private static final int BYTES_PER_DIGIT = 6_500;

    /**
     * @throws IllegalArgumentException if the length is not 4…10
     */
    public AudioRecipe {
        Bounds.check("length", length, CaptchaAlphabet.LENGTH_MIN, CaptchaAlphabet.LENGTH_MAX);
    }

    @Override
    public CaptchaKind kind() {
        return CaptchaKind.AUDIO;
    }

    @Override
    public double unitNanos() {
        return NANOS_PER_DIGIT * length;
    }

    @Override
    public int mediaBytes() {
        return BYTES_PER_DIGIT * length;
    }

    @Override
    public void write(ByteBuffer bytes) {
        bytes.put((byte) length);
    }

    static AudioRecipe read(ByteBuffer bytes) {
        return new AudioRecipe(bytes.get());
    }
}
