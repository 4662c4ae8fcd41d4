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
    private final Mac tagMac;
    private final Mac answerMac;
    private final Mac placeMac;
    private final AltchaSigner workSigner;

    SigningKey(int id, Instant madeTime, byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "secret must have %d bytes, had %d".formatted(SECRET_BYTES, secret.length));
        }
        this.id = id;
        this.madeTime = madeTime;
        this.secret = secret.clone();
        this.tagMac = prepared(derived("tag"));
        this.answerMac = prepared(derived("answer"));
        this.placeMac = prepared(derived("place"));
        this.workSigner = new AltchaSigner(derived("work"), derived("work key"));
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
        return mac(tagMac, fields, new byte[0]);
    }

    /** Binds an answer to a token's public fields. */
    byte[] answerMac(byte[] fields, String answer) {
        return mac(answerMac, fields, answer.getBytes(StandardCharsets.UTF_8));
    }

    /** Eight bytes that hide a place, different for each salt. */
    byte[] placeMask(byte[] salt) {
        return Arrays.copyOf(mac(placeMac, salt, new byte[0]), Long.BYTES);
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
    private byte[] derived(String use) {
        byte[] label = ("forkyard captcha " + use + '\1').getBytes(StandardCharsets.UTF_8);
        return mac(prepared(secret), label, new byte[0]);
    }

    private static Mac prepared(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    /**
     * By a copy, which any thread may make: looking for an algorithm costs more than running it.
     */
    private static byte[] mac(Mac prepared, byte[] first, byte[] second) {
        try {
            Mac mac = (Mac) prepared.clone();
            mac.update(first);
            return mac.doFinal(second);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + HMAC + " can be copied", e);
        }
    }
}
