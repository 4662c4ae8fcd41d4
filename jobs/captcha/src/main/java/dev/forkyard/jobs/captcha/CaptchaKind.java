package dev.forkyard.jobs.captcha;

/** What a captcha asks of a visitor. Immutable. */
public enum CaptchaKind {
    /** Characters in a PNG, to be read. */
    IMAGE(1, "image/png"),
    /** Digits in a WAV, to be heard. */
    AUDIO(2, "audio/wav"),
    /** A key to be searched for by the visitor's computer, in ALTCHA's form. */
    ALTCHA(3, "application/octet-stream");

    private final byte code;
    private final String mediaType;

    CaptchaKind(int code, String mediaType) {
        this.code = (byte) code;
        this.mediaType = mediaType;
    }

    /** The media type of what {@link Captcha#media} holds; internal bytes for {@link #ALTCHA}. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * A visitor's answer as {@link Captcha#answer} would be written, or the empty string, which is
     * the answer of no captcha.
     */
    public String normalise(String answer) {
        return switch (this) {
            case IMAGE -> CaptchaAlphabet.normalise(answer);
            case AUDIO -> CaptchaAlphabet.normaliseDigits(answer);
            case ALTCHA -> CaptchaAlphabet.normaliseKey(answer);
        };
    }

    byte code() {
        return code;
    }

    /**
     * @throws IllegalArgumentException if no kind has that code
     */
    static CaptchaKind ofCode(byte code) {
        for (CaptchaKind kind : values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("captcha input has unknown kind " + code);
    }
}
