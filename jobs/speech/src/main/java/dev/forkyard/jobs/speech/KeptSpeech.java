package dev.forkyard.jobs.speech;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import javax.sound.sampled.AudioFormat;

/** Keeps what a voice says instead of playing it. Confined to one thread. */
final class KeptSpeech implements AudioPlayer {
    private static final float LOUDEST = 32768;

    private final ByteArrayOutputStream spoken = new ByteArrayOutputStream();
    private AudioFormat format = new AudioFormat(8000, 16, 1, true, true);

    /** What was said, −1…1, one number a sample. */
    float[] samples() {
        if (format.getSampleSizeInBits() != 16 || !format.isBigEndian()) {
            throw new IllegalStateException("a voice speaks in " + format + ", not in 16 bits");
        }
        ShortBuffer words = ByteBuffer.wrap(spoken.toByteArray()).asShortBuffer();
        float[] samples = new float[words.remaining()];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = words.get(at) / LOUDEST;
        }
        return samples;
    }

    /** Samples a second. */
    int rate() {
        return (int) format.getSampleRate();
    }

    @Override
    public void setAudioFormat(AudioFormat format) {
        this.format = format;
    }

    @Override
    public AudioFormat getAudioFormat() {
        return format;
    }

    @Override
    public boolean write(byte[] bytes) {
        return write(bytes, 0, bytes.length);
    }

    @Override
    public boolean write(byte[] bytes, int offset, int size) {
        spoken.write(bytes, offset, size);
        return true;
    }

    @Override
    public void begin(int size) {}

    @Override
    public boolean end() {
        return true;
    }

    @Override
    public boolean drain() {
        return true;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void reset() {}

    @Override
    public void cancel() {}

    @Override
    public void close() {}

    @Override
    public float getVolume() {
        return 1;
    }

    @Override
    public void setVolume(float volume) {}

    @Override
    public long getTime() {
        return 0;
    }

    @Override
    public void resetTime() {}

    @Override
    public void startFirstSampleTimer() {}

    @Override
    public void showMetrics() {}
}
