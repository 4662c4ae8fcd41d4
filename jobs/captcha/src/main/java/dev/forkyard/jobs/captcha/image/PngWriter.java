package dev.forkyard.jobs.captcha.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes rasters of one size as PNG (ISO/IEC 15948) with 4 bits a pixel: grey, or a palette from
 * one ink to white. Confined to one thread.
 *
 * <p>Filter 0 and level 1 of one kept Deflater: on these pictures other filters make more bytes,
 * and level 9 takes thirteen times as long for 15 % fewer. There is no other chunk: nothing in the
 * file says how it was made.
 */
public final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BIT_DEPTH = 4;
    private static final byte GREY = 0;
    private static final byte PALETTE = 3;
    private static final int CHUNK_FRAME_BYTES = 12;

    private final byte[] head;
    private final byte[] packed;
    private final byte[] deflated;
    private final Deflater deflater;

    /**
     * @param ink 0xRRGGBB; 0 makes a grey picture
     * @param deflater a {@link #newDeflater} that writers of one thread may share
     */
    public PngWriter(int width, int height, int ink, Deflater deflater) {
        this.deflater = deflater;
        head = head(width, height, ink);
        packed = new byte[height * (1 + (width + 1) / 2)];
        // What deflate needs at most: five bytes for each stored block of 16 KiB, and its frame.
        deflated = new byte[packed.length + packed.length / 1000 + 64];
    }

    /** What a writer deflates with; it holds 256 KiB outside of the heap. */
    public static Deflater newDeflater() {
        return new Deflater(Deflater.BEST_SPEED);
    }

    /** The file, a new array. */
    public byte[] write(Raster raster) {
        raster.pack(packed);
        deflater.reset();
        deflater.setInput(packed);
        deflater.finish();
        int length = deflater.deflate(deflated);
        ByteBuffer file =
                ByteBuffer.allocate(head.length + length + 2 * CHUNK_FRAME_BYTES).put(head);
        put(file, "IDAT", deflated, length);
        put(file, "IEND", deflated, 0);
        return file.array();
    }

    private static byte[] head(int width, int height, int ink) {
        ByteBuffer file = ByteBuffer.allocate(128).put(SIGNATURE);
        byte[] fields =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) BIT_DEPTH)
                        .put(ink == 0 ? GREY : PALETTE)
                        .array();
        put(file, "IHDR", fields, fields.length);
        if (ink != 0) {
            byte[] colors = palette(ink);
            put(file, "PLTE", colors, colors.length);
        }
        return Arrays.copyOf(file.array(), file.position());
    }

    private static byte[] palette(int ink) {
        byte[] colors = new byte[3 * (Raster.LEVEL_MAX + 1)];
        for (int level = 0; level <= Raster.LEVEL_MAX; level++) {
            for (int part = 0; part < 3; part++) {
                int dark = ink >> (16 - 8 * part) & 0xFF;
                colors[3 * level + part] = (byte) (dark + (255 - dark) * level / Raster.LEVEL_MAX);
            }
        }
        return colors;
    }

    private static void put(ByteBuffer file, String type, byte[] content, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content, 0, length);
        file.putInt(length).put(name).put(content, 0, length);
        file.putInt((int) crc.getValue());
    }
}
