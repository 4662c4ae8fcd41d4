package dev.forkyard.jobs.captcha;

import java.nio.ByteBuffer;

/**
 * How pictures are drawn. Immutable.
 *
 * @param style how they are made hard to read
 * @param length characters, 4…10, default 6
 * @param width pixels, {@value #WIDTH_MIN}…{@value #WIDTH_MAX} and at least {@value
 *     #CHARACTER_WIDTH_MIN} a character; default {@link #widthFor}
 * @param height pixels, {@value #HEIGHT_MIN}…{@value #HEIGHT_MAX}, default {@value #HEIGHT_DEFAULT}
 * @param ink the color of the characters, 0xRRGGBB on white; {@link #BLACK}, the default, gives a
 *     grey picture. It must be dark: a brightness (ITU-R BT.601) of at most {@value
 *     #BRIGHTNESS_MAX} of 255
 */
public record ImageRecipe(CaptchaStyle style, int length, int width, int height, int ink)
        implements Recipe {
    /** The smallest width in pixels. */
    public static final int WIDTH_MIN = 100;

    /** The largest width in pixels. */
    public static final int WIDTH_MAX = 400;

    /** The smallest height in pixels. */
    public static final int HEIGHT_MIN = 40;

    /** The largest height in pixels. */
    public static final int HEIGHT_MAX = 160;

    /** The height in pixels where nothing is said. */
    public static final int HEIGHT_DEFAULT = 70;

    /** The most pixels of a picture. */
    public static final int AREA_MAX = 48_000;

    /** Below so many pixels a character people do not read it. */
    public static final int CHARACTER_WIDTH_MIN = 20;

    /** Black ink, which gives a grey picture. */
    public static final int BLACK = 0;

    /** The brightest ink. */
    public static final int BRIGHTNESS_MAX = 128;

    /** Six characters on 200×70 pixels in the default style. */
    public static final ImageRecipe DEFAULT = ofLength(CaptchaAlphabet.LENGTH_DEFAULT);

    private static final double NANOS_PER_PIXEL = 14;

    /**
     * @throws IllegalArgumentException if a value is out of its range, with the range
     */
    public ImageRecipe {
        Bounds.check("length", length, CaptchaAlphabet.LENGTH_MIN, CaptchaAlphabet.LENGTH_MAX);
        Bounds.check("width", width, Math.max(WIDTH_MIN, CHARACTER_WIDTH_MIN * length), WIDTH_MAX);
        Bounds.check("height", height, HEIGHT_MIN, HEIGHT_MAX);
        Bounds.check("width × height", (long) width * height, 1, AREA_MAX);
        Bounds.check("ink", ink, 0, 0xFFFFFF);
        Bounds.check("brightness of ink", brightness(ink), 0, BRIGHTNESS_MAX);
    }

    /**
     * Pictures of so many characters, all else as by default.
     *
     * @throws IllegalArgumentException if the length is not 4…10
     */
    public static ImageRecipe ofLength(int length) {
        return new ImageRecipe(CaptchaStyle.BAND, length, widthFor(length), HEIGHT_DEFAULT, BLACK);
    }

    /** The default width for so many characters: 30 pixels each and 20 more, 200 for six. */
    public static int widthFor(int length) {
        return Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, 20 + 30 * length));
    }

    @Override
    public CaptchaKind kind() {
        return CaptchaKind.IMAGE;
    }

    @Override
    public double unitNanos() {
        return NANOS_PER_PIXEL * width * height;
    }

    @Override
    public int mediaBytes() {
        return width * height / 7;
    }

    @Override
    public void write(ByteBuffer bytes) {
        bytes.put(style.code()).put((byte) length).putInt(width).putInt(height).putInt(ink);
    }

    static ImageRecipe read(ByteBuffer bytes) {
        return new ImageRecipe(
                CaptchaStyle.ofCode(bytes.get()),
                bytes.get(),
                bytes.getInt(),
                bytes.getInt(),
                bytes.getInt());
    }

    private static int brightness(int rgb) {
        return (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF)) / 1000;
    }
}
