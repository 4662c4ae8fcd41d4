package dev.forkyard.coordinator.gateway.http;

import dev.forkyard.coordinator.captcha.CaptchaSource;
import dev.forkyard.jobs.captcha.Captcha;
import dev.forkyard.jobs.captcha.CaptchaKind;
import dev.forkyard.jobs.captcha.Recipe;
import dev.forkyard.jobs.captcha.altcha.AltchaWork;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** Delivers every order at once; all answers are the same. Thread-safe. */
final class PromptSource implements CaptchaSource {
    static final String LETTERS = "ACDEFH";
    static final String DIGITS = "012589";

    private final AtomicInteger nonces = new AtomicInteger();
    private volatile boolean stalling;
    private volatile byte[] sound = "a sound".getBytes(StandardCharsets.UTF_8);

    /** Delivers nothing from now on. */
    void stall() {
        stalling = true;
    }

    /** Makes all sounds so long from now on. */
    void lengthen(int bytes) {
        sound = new byte[bytes];
    }

    @Override
    public Runnable order(Recipe recipe, int count, Urgency urgency, Delivery delivery) {
        if (!stalling) {
            int made = recipe.kind() == CaptchaKind.ALTCHA ? 1 : count;
            delivery.made(Collections.nCopies(made, captcha(recipe.kind())));
        }
        return () -> {};
    }

    private Captcha captcha(CaptchaKind kind) {
        return switch (kind) {
            case IMAGE -> new Captcha(LETTERS, "a picture".getBytes(StandardCharsets.UTF_8));
            case AUDIO -> new Captcha(DIGITS, sound);
            case ALTCHA -> work();
        };
    }

    private Captcha work() {
        byte[] nonce = new byte[AltchaWork.NONCE_BYTES];
        nonce[0] = (byte) nonces.incrementAndGet();
        byte[] salt = new byte[AltchaWork.SALT_BYTES];
        byte[] key = AltchaWork.deriveKey(nonce, salt, 1, 3);
        return new Captcha(
                HexFormat.of().formatHex(key), AltchaWork.of(nonce, salt, 1, key).encode());
    }
}
