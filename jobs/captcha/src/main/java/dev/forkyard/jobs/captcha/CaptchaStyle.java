package dev.forkyard.jobs.captcha;

/** How a picture is made hard to read for machines. Immutable. */
public enum CaptchaStyle {
    /** Warped, turned, overlapping characters of mixed fonts, and a band that inverts: the default. */
    BAND,
    /** The same, but with strokes as thick as the characters' own across them instead of a band. */
    STRIKE,
    /** Warped and turned only: easiest on the eyes, and the weakest. */
    PLAIN;

    byte code() {
        return (byte) (ordinal() + 1);
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
