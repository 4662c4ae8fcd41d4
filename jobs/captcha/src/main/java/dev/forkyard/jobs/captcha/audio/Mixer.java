package dev.forkyard.jobs.captcha.audio;

import dev.forkyard.jobs.captcha.random.RandomStream;
import java.util.Arrays;

/**
 * Sums sounds up, {@value #RATE} samples a second. Confined to one thread and used again for sound
 * after sound.
 */
public final class Mixer {
    /** Samples a second. */
    public static final int RATE = 8_000;

    private final float[] samples;
    private int length;

    /**
     * @param samplesMax what it can hold, ≥ 0; later sounds are cut off there
     */
    public Mixer(int samplesMax) {
        samples = new float[samplesMax];
    }

    /** Begins a new sound with silence. */
    public void clear() {
        Arrays.fill(samples, 0, length, 0);
        length = 0;
    }

    /** How many samples there are. */
    public int length() {
        return length;
    }

    /** Adds so much silence to the end. */
    public void pause(int count) {
        length = Math.min(samples.length, length + count);
    }

    /**
     * Adds a clip to the end.
     *
     * @param speed factor of speed and pitch, > 0
     * @param volume factor
     */
    public void append(float[] clip, float speed, float volume) {
        length = add(clip, length, speed, volume);
    }

    /**
     * Adds a clip, backward, to what there is; what would go beyond the end is left out. Backward
     * speech sounds like speech to a machine and like a murmur to people.
     *
     * @return the sample behind it, at most {@link #length}
     */
    public int murmur(float[] clip, int from, float speed, float volume) {
        int at = from;
        for (float place = clip.length - 1; place >= 0 && at < length; place -= speed, at++) {
            samples[at] += clip[(int) place] * volume;
        }
        return at;
    }

    private int add(float[] clip, int from, float speed, float volume) {
        int at = from;
        int last = clip.length - 1;
        for (float place = 0; place < last && at < samples.length; place += speed, at++) {
            int before = (int) place;
            float share = place - before;
            samples[at] += volume * (clip[before] + share * (clip[before + 1] - clip[before]));
        }
        return at;
    }

    /**
     * Adds noise to all of it, the loudness of which wanders, so that no single recording of it
     * tells what to take away.
     *
     * @param volume of the loudest noise
     */
    public void hiss(float volume, RandomStream random) {
        float now = random.between(0.4f, 1f);
        float next = now;
        float smooth = 0;
        int step = RATE / 8;
        for (int at = 0; at < length; at++) {
            if (at % step == 0) {
                now = next;
                next = random.between(0.4f, 1f);
            }
            float loudness = volume * (now + (next - now) * (at % step) / step);
            // Between white noise and a murmur: speech has most of its power below 2 kHz.
            smooth += 0.5f * (random.between(-1f, 1f) - smooth);
            samples[at] += loudness * smooth;
        }
    }

    /** The sound as bytes with 128 for silence; what is too loud is clipped. */
    byte[] bytes() {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            int level = Math.round(127 * samples[at]);
            bytes[at] = (byte) (128 + Math.max(-127, Math.min(127, level)));
        }
        return bytes;
    }
}
