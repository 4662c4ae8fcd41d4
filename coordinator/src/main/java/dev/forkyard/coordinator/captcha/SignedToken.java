package dev.forkyard.coordinator.captcha;

import dev.forkyard.jobs.captcha.CaptchaKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A token's bytes: version, kind, key id, epoch, expiry, salt and hidden place; then the tag over
 * these fields, then the mac over these fields and the answer. As text it is base64url. Immutable.
 *
 * <p>102 bytes are exactly 136 characters without padding, so that a token has one spelling only.
 */
final class SignedToken {
    static final int TEXT_CHARS = 136;

    private static final byte VERSION = 1;
    private static final int SALT_BYTES = 8;
    private static final int KIND = 1;
    private static final int KEY_ID = 2;
    private static final int EPOCH = 6;
    private static final int EXPIRY = 14;
    private static final int SALT = 22;
    private static final int PLACE = SALT + SALT_BYTES;
    private static final int FIELD_BYTES = PLACE + Long.BYTES;
    private static final int TOKEN_BYTES = FIELD_BYTES + 2 * SigningKey.MAC_BYTES;

    /** What everything that is no token is taken for, so that it costs the same time. */
    private static final SignedToken NONE = new SignedToken(new byte[TOKEN_BYTES]);

    private final byte[] bytes;

    private SignedToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What a token says openly, but for its place. */
    record Fields(CaptchaKind kind, long epoch, long expiryMillis, long place) {}

    static SignedToken sign(Fields fields, byte[] salt, SigningKey key, String answer) {
        ByteBuffer buffer =
                ByteBuffer.allocate(TOKEN_BYTES)
                        .put(VERSION)
                        .put(code(fields.kind()))
                        .putInt(key.id())
                        .putLong(fields.epoch())
                        .putLong(fields.expiryMillis())
                        .put(salt, 0, SALT_BYTES)
                        .putLong(fields.place() ^ mask(key, salt));
        byte[] open = Arrays.copyOf(buffer.array(), FIELD_BYTES);
        buffer.put(key.tag(open)).put(key.answerMac(open, answer));
        return new SignedToken(buffer.array());
    }

    /**
     * A salt, which must differ from others and need not surprise anybody: without the key it says
     * nothing. A secure generator would read a device on a thread that must not wait.
     */
    static byte[] newSalt() {
        return ByteBuffer.allocate(SALT_BYTES)
                .putLong(ThreadLocalRandom.current().nextLong())
                .array();
    }

    /** Reads a text of any kind and length; what is no token becomes one that nobody signed. */
    static SignedToken read(String text) {
        if (text.length() != TEXT_CHARS) {
            return NONE;
        }
        try {
            return new SignedToken(
                    Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    int keyId() {
        return fields().getInt(KEY_ID);
    }

    long epoch() {
        return fields().getLong(EPOCH);
    }

    long expiryMillis() {
        return fields().getLong(EXPIRY);
    }

    boolean isOf(CaptchaKind kind) {
        return bytes[KIND] == code(kind);
    }

    /** Of a meaning only in a token with a right tag. */
    long place(SigningKey key) {
        return fields().getLong(PLACE) ^ mask(key, Arrays.copyOfRange(bytes, SALT, PLACE));
    }

    /** In a time that does not depend on the bytes. */
    boolean hasTag(SigningKey key) {
        byte[] tag = part(FIELD_BYTES, FIELD_BYTES + SigningKey.MAC_BYTES);
        return MessageDigest.isEqual(tag, key.tag(part(0, FIELD_BYTES))) && bytes[0] == VERSION;
    }

    /** In a time that does not depend on the bytes. */
    boolean hasAnswer(SigningKey key, String answer) {
        byte[] mac = part(FIELD_BYTES + SigningKey.MAC_BYTES, TOKEN_BYTES);
        return MessageDigest.isEqual(mac, key.answerMac(part(0, FIELD_BYTES), answer));
    }

    /** Of its own, so that a token keeps its meaning whatever becomes of the enum. */
    private static byte code(CaptchaKind kind) {
        return switch (kind) {
            case IMAGE -> 1;
            case AUDIO -> 2;
            case ALTCHA -> throw new IllegalArgumentException("a proof of work has no token");
        };
    }

    private byte[] part(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private ByteBuffer fields() {
        return ByteBuffer.wrap(bytes);
    }

    private static long mask(SigningKey key, byte[] salt) {
        return ByteBuffer.wrap(key.placeMask(salt)).getLong();
    }
}
