package dev.forkyard.coordinator.captcha;

import dev.forkyard.jobs.captcha.altcha.AltchaSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret and the keys that are made of it, one for each use, so that what one use gives away
 * tells nothing about another. Immutable; its text never shows the secret.
 */
final class SigningKey {
    static final int SECRET_BYTES = 32;

    /** The bytes of every HMAC-SHA-256. */
    static final int MAC_BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    private final int id;
    private final Instant madeTime;
    private final byte[] secret;
    private final SecretKeySpec tagKey;
    private final SecretKeySpec answerKey;
    private final SecretKeySpec placeKey;
    private final AltchaSigner workSigner;

    SigningKey(int id, Instant madeTime, byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "secret must have %d bytes, had %d".formatted(SECRET_BYTES, secret.length));
        }
        this.id = id;
        this.madeTime = madeTime;
        this.secret = secret.clone();
        this.tagKey = derived("tag");
        this.answerKey = derived("answer");
        this.placeKey = derived("place");
        this.workSigner =
                new AltchaSigner(derived("work").getEncoded(), derived("work key").getEncoded());
    }

    static SigningKey random(int id, Instant madeTime, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new SigningKey(id, madeTime, secret);
    }

    int id() {
        return id;
    }

    Instant madeTime() {
        return madeTime;
    }

    byte[] secret() {
        return secret.clone();
    }

    /** Signs a token's public fields. */
    byte[] tag(byte[] fields) {
        return mac(tagKey, fields, new byte[0]);
    }

    /** Binds an answer to a token's public fields. */
    byte[] answerMac(byte[] fields, String answer) {
        return mac(answerKey, fields, answer.getBytes(StandardCharsets.UTF_8));
    }

    /** Eight bytes that hide a place, different for each salt. */
    byte[] placeMask(byte[] salt) {
        return Arrays.copyOf(mac(placeKey, salt, new byte[0]), Long.BYTES);
    }

    /** Signs and verifies proofs of work. */
    AltchaSigner workSigner() {
        return workSigner;
    }

    @Override
    public String toString() {
        return "key " + id + " of " + madeTime;
    }

    /** As HKDF-Expand with one block: the secret is uniform already. */
    private SecretKeySpec derived(String use) {
        byte[] label = ("forkyard captcha " + use + '\1').getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(mac(new SecretKeySpec(secret, HMAC), label, new byte[0]), HMAC);
    }

    private static byte[] mac(SecretKeySpec key, byte[] first, byte[] second) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(first);
            return mac.doFinal(second);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
