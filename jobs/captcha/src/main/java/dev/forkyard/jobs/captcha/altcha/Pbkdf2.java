package dev.forkyard.jobs.captcha.altcha;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2) for keys of one block. Stateless.
 *
 * <p>The JDK's own takes the password as characters, which cannot spell the bytes of a nonce.
 */
final class Pbkdf2 {
    private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

    private Pbkdf2() {}

    /** The 32 bytes of the first block. */
    static byte[] deriveBlock(byte[] password, byte[] salt, int rounds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(password, "HmacSHA256"));
            mac.update(salt);
            byte[] round = mac.doFinal(FIRST_BLOCK);
            byte[] key = round.clone();
            for (int count = 1; count < rounds; count++) {
                mac.update(round);
                mac.doFinal(round, 0);
                for (int index = 0; index < key.length; index++) {
                    key[index] ^= round[index];
                }
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HMAC-SHA-256", e);
        }
    }
}
