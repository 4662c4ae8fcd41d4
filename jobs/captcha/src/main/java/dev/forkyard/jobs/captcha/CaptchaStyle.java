package dev.forkyard.jobs.captcha;

/** How a picture is made hard to read for machines. Immutable. */
public enum CaptchaStyle {
    /**
     * Warped, turned, overlapping characters of mixed fonts, and a band that inverts: the default.
     */
    BAND(1),
    /** The same, but with two strokes, half as thick as the characters' own, instead of a band. */
    STRIKE(2),
    /** The same with nothing across: easiest on the eyes, and the weakest. */
    PLAIN(3);

    private final byte code;

    CaptchaStyle(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /**
     * @throws IllegalArgumentException if no style has that code
     */
    static CaptchaStyle ofCode(byte code) {
        for (CaptchaStyle style : values()) {
            if (style.code() == code) {
                return style;
            }
        }
        throw new IllegalArgumentException("captcha input has unknown style " + code);
    }
}
