package dev.forkyard.jobs.captcha.random;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Unguessable random numbers. Confined to one thread.
 *
 * <p>A picture takes a hundred numbers and a spoken captcha forty thousand, all of which an
 * attacker sees the effect of; from {@link SecureRandom} they would cost as much as making it. So
 * its 32 bytes are the key of AES in counter mode, and the first 32 bytes of each block of key
 * stream are the next key (Bernstein's fast key erasure, "Fast-key-erasure random-number
 * generators", 2017): what was handed out cannot be computed from what is in memory later. After
 * {@value #BLOCKS_MAX} blocks a fresh key comes from {@link SecureRandom}.
 */
public final class RandomStream {
    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 4096;
    private static final int BLOCKS_MAX = 256;
    private static final byte[] ZEROS = new byte[KEY_BYTES + BLOCK_BYTES];
    private static final IvParameterSpec ZERO_COUNTER = new IvParameterSpec(new byte[16]);

    private final Cipher cipher;
    private final boolean renewed;
    private final byte[] stream = new byte[KEY_BYTES + BLOCK_BYTES];
    private final byte[] key = new byte[KEY_BYTES];
    private int next = stream.length;
    private int blocks;

    private RandomStream(boolean renewed) {
        this.renewed = renewed;
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no AES in counter mode", e);
        }
    }

    /** A stream that starts from the system's secure random numbers, and is renewed from them. */
    public static RandomStream secure() {
        RandomStream random = new RandomStream(true);
        random.blocks = BLOCKS_MAX;
        return random;
    }

    /**
     * A stream that is the same for the same key: for tests only.
     *
     * @param key {@value #KEY_BYTES} bytes
     */
    public static RandomStream seeded(byte[] key) {
        RandomStream random = new RandomStream(false);
        System.arraycopy(key, 0, random.key, 0, KEY_BYTES);
        return random;
    }

    /** A number in {@code [0, bound)}, each as likely as the others; bound ≥ 1. */
    public int below(int bound) {
        // Lemire, "Fast random integer generation in an interval", 2019.
        long product = (nextInt() & 0xFFFF_FFFFL) * bound;
        if ((product & 0xFFFF_FFFFL) < bound) {
            long threshold = (1L << 32) % bound;
            while ((product & 0xFFFF_FFFFL) < threshold) {
                product = (nextInt() & 0xFFFF_FFFFL) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** A number in {@code [least, most]}, each as likely as the others. */
    public int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** A number in {@code [least, most)}, evenly spread. */
    public float between(float least, float most) {
        return least + (most - least) * (nextInt() >>> 8) * 0x1p-24f;
    }

    /** Either with equal chance. */
    public boolean coin() {
        return nextInt() < 0;
    }

    /** So many random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int index = 0; index < count; index++) {
            if (next == stream.length) {
                refill();
            }
            bytes[index] = stream[next];
            stream[next++] = 0;
        }
        return bytes;
    }

    /** 32 random bits. */
    public int nextInt() {
        if (next + Integer.BYTES > stream.length) {
            refill();
        }
        int at = next;
        next = at + Integer.BYTES;
        return (stream[at] & 0xFF)
                | (stream[at + 1] & 0xFF) << 8
                | (stream[at + 2] & 0xFF) << 16
                | stream[at + 3] << 24;
    }

    private void refill() {
        if (renewed && blocks == BLOCKS_MAX) {
            System.arraycopy(new SecureRandom().generateSeed(KEY_BYTES), 0, key, 0, KEY_BYTES);
            blocks = 0;
        }
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), ZERO_COUNTER);
            cipher.doFinal(ZEROS, 0, ZEROS.length, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in counter mode failed", e);
        }
        System.arraycopy(stream, 0, key, 0, KEY_BYTES);
        Arrays.fill(stream, 0, KEY_BYTES, (byte) 0);
        next = KEY_BYTES;
        blocks++;
    }
}
