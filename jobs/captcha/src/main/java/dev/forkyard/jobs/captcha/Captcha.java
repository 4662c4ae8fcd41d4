package dev.forkyard.jobs.captcha;

/**
 * One captcha with its answer. Immutable by contract: the bytes must not be changed.
 *
 * <p>The answer is a secret. It must not be shown to the visitor, logged or stored; {@link
 * #toString} leaves it out.
 *
 * @param answer what a visitor has to give, in the form that {@link CaptchaKind#normalise} makes;
 *     for {@link CaptchaKind#ALTCHA} the derived key in lower-case hexadecimal
 * @param media the PNG, the WAV or, for {@link CaptchaKind#ALTCHA}, an encoded {@link
 *     dev.forkyard.jobs.captcha.altcha.AltchaWork}; 1…{@value CaptchaBatch#MEDIA_BYTES_MAX} bytes
 */
public record Captcha(String answer, byte[] media) {
    @Override
    public String toString() {
        return "Captcha[" + media.length + " bytes]";
    }
}
