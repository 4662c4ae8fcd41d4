package dev.forkyard.jobs.captcha.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All shapes that a character can take: several fonts, and lower case where it looks different.
 * Immutable and thread-safe.
 *
 * <p>The shapes lie in a resource that {@code jobs/captcha/tools/make-glyphs.py} made of free
 * fonts, so that no font, no fontconfig and no java.desktop are needed where pictures are drawn.
 */
public final class Glyphs {
    private static final String RESOURCE = "glyphs.bin";
    private static final int VERSION = 1;

    // The resource's units: capitals are 144 high, and begin 40 below the upper edge.
    private static final float CAPITALS = 144;
    private static final float MIDDLE = 40 + CAPITALS / 2;

    private static final int CODES = 128;

    // By the character's code.
    private final List<List<Glyph>> shapes;

    private Glyphs(List<List<Glyph>> shapes) {
        this.shapes = shapes;
    }

    /**
     * Reads the resource.
     *
     * @throws IllegalStateException if it is not there or is broken
     */
    public static Glyphs load() {
        List<List<Glyph>> shapes = new ArrayList<>();
        for (int code = 0; code < CODES; code++) {
            shapes.add(new ArrayList<>());
        }
        try (InputStream stream = Glyphs.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            read(new DataInputStream(stream), shapes);
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " is broken", e);
        }
        shapes.replaceAll(List::copyOf);
        return new Glyphs(List.copyOf(shapes));
    }

    /**
     * The shapes of a character of the alphabet, at least one.
     *
     * @throws IllegalArgumentException if there is none
     */
    List<Glyph> of(char character) {
        List<Glyph> found = character < CODES ? shapes.get(character) : List.of();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no shape for '" + character + "'");
        }
        return found;
    }

    private static void read(DataInputStream bytes, List<List<Glyph>> shapes) throws IOException {
        int version = bytes.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("version %d, only %d is known".formatted(version, VERSION));
        }
        int fonts = bytes.readUnsignedByte();
        for (int font = 0; font < fonts; font++) {
            int count = bytes.readUnsignedByte();
            for (int index = 0; index < count; index++) {
                String character = String.valueOf((char) bytes.readUnsignedByte());
                char answer = character.toUpperCase(Locale.ROOT).charAt(0);
                shapes.get(answer).add(glyph(bytes));
            }
        }
    }

    private static Glyph glyph(DataInputStream bytes) throws IOException {
        float middle = bytes.readUnsignedByte() / 2f;
        int[] ends = new int[bytes.readUnsignedByte()];
        float[] x = new float[Glyph.POINTS_MAX];
        float[] y = new float[Glyph.POINTS_MAX];
        int points = 0;
        for (int polygon = 0; polygon < ends.length; polygon++) {
            int count = bytes.readUnsignedByte();
            for (int index = 0; index < count; index++, points++) {
                x[points] = (bytes.readUnsignedByte() - middle) / CAPITALS;
                y[points] = (bytes.readUnsignedByte() - MIDDLE) / CAPITALS;
            }
            ends[polygon] = points;
        }
        return Glyph.of(2 * middle / CAPITALS, x, y, ends);
    }
}
