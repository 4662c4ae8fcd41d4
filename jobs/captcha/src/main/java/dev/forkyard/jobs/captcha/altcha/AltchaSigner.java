package dev.forkyard.jobs.captcha.altcha;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs challenges and verifies their solutions with two keys, in the form of npm's {@code
 * altcha-lib} 2 (its {@code createChallenge} with a counter, and its {@code verifySolution}).
 * Immutable and thread-safe; every call takes a few microseconds.
 *
 * <p>A signature alone does not make a solution good once only: whoever verifies has to keep the
 * nonces that were used until they expire. The order is {@link #isGenuine}, expiry, the nonce's
 * first use, {@link #isSolved}.
 */
public final class AltchaSigner {
    /** The one algorithm of our challenges. */
    public static final String ALGORITHM = "PBKDF2/SHA-256";

    private final SecretKeySpec signatureKey;
    private final SecretKeySpec keySignatureKey;

    /**
     * @param signatureKey signs challenges, {@code altcha-lib}'s hmacSignatureSecret in UTF-8; not
     *     empty
     * @param keySignatureKey signs derived keys, {@code altcha-lib}'s hmacKeySignatureSecret; not
     *     empty
     */
    public AltchaSigner(byte[] signatureKey, byte[] keySignatureKey) {
        this.signatureKey = new SecretKeySpec(signatureKey, "HmacSHA256");
        this.keySignatureKey = new SecretKeySpec(keySignatureKey, "HmacSHA256");
    }

    /**
     * A signed challenge as JSON, as {@code altcha}'s widget takes it.
     *
     * @param derivedKey the key of the work, {@value AltchaWork#KEY_BYTES} bytes in hexadecimal:
     *     {@code Captcha.answer}
     * @param expiresAtSeconds since 1970, ≥ 1
     */
    public String sign(AltchaWork work, String derivedKey, long expiresAtSeconds) {
        HexFormat hex = HexFormat.of();
        JsonObject parameters = new JsonObject();
        parameters.putString("algorithm", ALGORITHM);
        parameters.putLiteral("cost", Integer.toString(work.cost()));
        parameters.putLiteral("expiresAt", Long.toString(expiresAtSeconds));
        parameters.putLiteral("keyLength", Integer.toString(AltchaWork.KEY_BYTES));
        parameters.putString("keyPrefix", hex.formatHex(work.keyPrefix()));
        parameters.putString("keySignature", sign(keySignatureKey, hex.parseHex(derivedKey)));
        parameters.putString("nonce", hex.formatHex(work.nonce()));
        parameters.putString("salt", hex.formatHex(work.salt()));
        JsonObject challenge = new JsonObject();
        challenge.put("parameters", parameters);
        byte[] signed = parameters.canonical().getBytes(StandardCharsets.UTF_8);
        challenge.putString("signature", sign(signatureKey, signed));
        return challenge.canonical();
    }

    /** Tells, in constant time, whether the challenge was signed with these keys. */
    public boolean isGenuine(AltchaPayload payload) {
        return same(payload.signature(), sign(signatureKey, payload.signedBytes()));
    }

    /**
     * Tells, in constant time for challenges of {@link #sign}, whether the solution is right; the
     * payload must be genuine. A challenge without a signed key, which others make with the same
     * keys, costs as much as one try of a visitor.
     */
    public boolean isSolved(AltchaPayload payload) {
        Optional<String> key = payload.derivedKey();
        if (key.isEmpty()) {
            return false;
        }
        Optional<String> keySignature = payload.parameters().string("keySignature");
        if (keySignature.isEmpty()) {
            return isDerived(payload, key.get());
        }
        byte[] found = HexFormat.of().parseHex(key.get());
        return same(keySignature.get(), sign(keySignatureKey, found));
    }

    private static boolean isDerived(AltchaPayload payload, String key) {
        JsonObject parameters = payload.parameters();
        Optional<String> nonce = AltchaPayload.hex(parameters, "nonce");
        Optional<String> salt = AltchaPayload.hex(parameters, "salt");
        OptionalLong cost = parameters.whole("cost");
        boolean known =
                parameters.string("algorithm").equals(Optional.of(ALGORITHM))
                        && parameters
                                .whole("keyLength")
                                .equals(OptionalLong.of(AltchaWork.KEY_BYTES))
                        && nonce.isPresent()
                        && salt.isPresent()
                        && cost.isPresent()
                        && cost.getAsLong() <= Integer.MAX_VALUE;
        if (!known) {
            return false;
        }
        HexFormat hex = HexFormat.of();
        byte[] derived =
                AltchaWork.deriveKey(
                        hex.parseHex(nonce.get()),
                        hex.parseHex(salt.get()),
                        (int) cost.getAsLong(),
                        payload.counter());
        String prefix = parameters.string("keyPrefix").orElse("");
        return !prefix.isEmpty() && key.startsWith(prefix) && same(key, hex.formatHex(derived));
    }

    private static String sign(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HMAC-SHA-256", e);
        }
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
