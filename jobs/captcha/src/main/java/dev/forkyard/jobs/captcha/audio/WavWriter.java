package dev.forkyard.jobs.captcha.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes WAV (RIFF WAVE, PCM of 8 bits, one channel, {@value Mixer#RATE} samples a second), which
 * every browser plays. Stateless.
 */
public final class WavWriter {
    private static final int HEADER_BYTES = 44;
    private static final int FORMAT_BYTES = 16;
    private static final short PCM = 1;
    private static final short ONE = 1;
    private static final short BITS = 8;

    private WavWriter() {}

    /** The file. */
    public static byte[] write(Mixer mixer) {
        byte[] sound = mixer.bytes();
        // Chunks have even lengths; the padding is not counted.
        int padding = sound.length & 1;
        ByteBuffer file =
                ByteBuffer.allocate(HEADER_BYTES + sound.length + padding)
                        .order(ByteOrder.LITTLE_ENDIAN);
        put(file, "RIFF").putInt(HEADER_BYTES - 8 + sound.length + padding);
        put(put(file, "WAVE"), "fmt ").putInt(FORMAT_BYTES).putShort(PCM).putShort(ONE);
        file.putInt(Mixer.RATE).putInt(Mixer.RATE).putShort(ONE).putShort(BITS);
        put(file, "data").putInt(sound.length).put(sound);
        return file.array();
    }

    private static ByteBuffer put(ByteBuffer file, String name) {
        return file.put(name.getBytes(StandardCharsets.US_ASCII));
    }
}
