package dev.forkyard.jobs.captcha.audio;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The ten digits as several voices say them, {@value Mixer#RATE} samples a second. Immutable and
 * thread-safe.
 *
 * <p>They lie in a resource that {@code jobs/speech} has FreeTTS say while this module is built, so
 * that no speech synthesis is needed where captchas are made.
 */
public final class Voices {
    private static final String RESOURCE = "voices.bin";
    private static final int VERSION = 1;
    private static final int DIGITS = 10;
    private static final int MIDDLE = 128;
    private static final double COMPRESSION = 255;

    private final float[][][] clips;

    private Voices(float[][][] clips) {
        this.clips = clips;
    }

    /**
     * Reads the resource.
     *
     * @throws IllegalStateException if it is not there or is broken
     */
    public static Voices load() {
        try (InputStream stream = Voices.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new Voices(read(new DataInputStream(stream)));
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " is broken", e);
        }
    }

    /** How many voices there are. */
    public int count() {
        return clips.length;
    }

    /**
     * A spoken digit, −1…1; not to be changed.
     *
     * @param voice 0…count − 1
     * @param digit 0…9
     */
    public float[] clip(int voice, int digit) {
        return clips[voice][digit];
    }

    private static float[][][] read(DataInputStream bytes) throws IOException {
        int version = bytes.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("version %d, only %d is known".formatted(version, VERSION));
        }
        float[] loudness = loudness();
        float[][][] clips = new float[bytes.readUnsignedByte()][DIGITS][];
        for (float[][] voice : clips) {
            for (int digit = 0; digit < DIGITS; digit++) {
                byte[] coded = new byte[bytes.readUnsignedShort()];
                bytes.readFully(coded);
                voice[digit] = new float[coded.length];
                for (int at = 0; at < coded.length; at++) {
                    voice[digit][at] = loudness[coded[at] & 0xFF];
                }
            }
        }
        return clips;
    }

    /** The µ-law of ITU-T G.711 as a formula. */
    private static float[] loudness() {
        float[] loudness = new float[256];
        for (int coded = 0; coded < loudness.length; coded++) {
            double level = Math.abs(coded - MIDDLE) / 127.0;
            double plain = (StrictMath.pow(1 + COMPRESSION, level) - 1) / COMPRESSION;
            loudness[coded] = (float) (coded < MIDDLE ? -plain : plain);
        }
        return loudness;
    }
}
