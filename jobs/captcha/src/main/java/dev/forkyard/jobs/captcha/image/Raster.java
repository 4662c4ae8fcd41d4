package dev.forkyard.jobs.captcha.image;

import java.util.Arrays;

/**
 * Fills polygons with exact anti-aliasing. Confined to one thread.
 *
 * <p>Each pixel of {@link #cover} holds by how much the covered part of its row grows there, in the
 * manner of the signed areas of FreeType's smooth rasterizer: an edge that goes down by dy within a
 * pixel, at a mean distance m from the pixel's left side, adds dy·(1−m) to it and dy·m to the next
 * one. The running sum along a row is then how often each pixel is covered, in fractions. Edges
 * come in any order, and no list of them is kept.
 *
 * <p>What is covered twice is bare again ({@link #level}), so a band across a text inverts it.
 */
public final class Raster {
    /** The greatest level: a pixel full of ink. */
    public static final int LEVEL_MAX = 15;

    // Four of the sixteen levels: the eye sees no difference, and deflate makes a fourth fewer
    // bytes.
    private static final int STEPS = 3;
    private static final int DEEPEST = 64;
    private static final byte[] LEVELS = levels();

    private final int width;
    private final int height;
    private final int stride;
    private final float[] cover;

    /**
     * @param width pixels, ≥ 1
     * @param height pixels, ≥ 1
     */
    public Raster(int width, int height) {
        this.width = width;
        this.height = height;
        // An edge in the last column and beyond adds to two more.
        this.stride = width + 2;
        this.cover = new float[stride * height];
    }

    /** Pixels across. */
    public int width() {
        return width;
    }

    /** Pixels down. */
    public int height() {
        return height;
    }

    /** Empties all. */
    public void clear() {
        Arrays.fill(cover, 0);
    }

    /** Adds one edge; the edges of a polygon must close. */
    void edge(float x0, float y0, float x1, float y1) {
        if (y0 < y1) {
            down(x0, y0, x1, y1, 1);
        } else if (y1 < y0) {
            down(x1, y1, x0, y0, -1);
        }
    }

    private void down(float x0, float y0, float x1, float y1, int direction) {
        float slope = (x1 - x0) / (y1 - y0);
        float y = Math.max(y0, 0);
        float end = Math.min(y1, height);
        float x = x0 + (y - y0) * slope;
        for (int row = (int) y; y < end; row++) {
            float nextY = Math.min(row + 1, end);
            float nextX = x + (nextY - y) * slope;
            acrossRow(row * stride, within(x), within(nextX), (nextY - y) * direction);
            y = nextY;
            x = nextX;
        }
    }

    /** What lies left of the picture covers all of the row, what lies right of it nothing. */
    private float within(float x) {
        return Math.max(0, Math.min(width, x));
    }

    private void acrossRow(int row, float from, float to, float dy) {
        float left = Math.min(from, to);
        float right = Math.max(from, to);
        int first = (int) left;
        int last = (int) right;
        if (first == last) {
            add(row + first, dy, (left + right) / 2 - first);
            return;
        }
        float perPixel = dy / (right - left);
        add(row + first, perPixel * (first + 1 - left), (left - first + 1) / 2);
        for (int column = first + 1; column < last; column++) {
            add(row + column, perPixel, 0.5f);
        }
        add(row + last, perPixel * (right - last), (right - last) / 2);
    }

    private void add(int pixel, float dy, float distance) {
        float later = dy * distance;
        cover[pixel] += dy - later;
        cover[pixel + 1] += later;
    }

    /**
     * Writes the picture as 4 bits a pixel, the left one in the high half, {@link #LEVEL_MAX} for
     * paper and 0 for ink, each row behind a zero byte: PNG's filter 0.
     *
     * @param target at least {@code height · (1 + (width + 1) / 2)} bytes
     */
    void pack(byte[] target) {
        int at = 0;
        for (int row = 0; row < height; row++) {
            int pixel = row * stride;
            int end = pixel + (width & ~1);
            float sum = 0;
            target[at++] = 0;
            while (pixel < end) {
                sum += cover[pixel++];
                int left = level(sum);
                sum += cover[pixel++];
                target[at++] = (byte) (left << 4 | level(sum));
            }
            if ((width & 1) != 0) {
                target[at++] = (byte) (level(sum + cover[pixel]) << 4 | LEVEL_MAX);
            }
        }
    }

    /** The brightness of a pixel that is covered so often: once is ink, twice is paper again. */
    static int level(float covered) {
        int steps = (int) (Math.abs(covered) * STEPS + 0.5f);
        return LEVELS[Math.min(steps, LEVELS.length - 1)];
    }

    /** Of a pixel that is covered by 0, 1, 2, … thirds, up to so deep as no picture goes. */
    private static byte[] levels() {
        byte[] levels = new byte[2 * STEPS * DEEPEST];
        for (int covered = 0; covered < levels.length; covered++) {
            int ink = STEPS - Math.abs(STEPS - covered % (2 * STEPS));
            levels[covered] = (byte) (LEVEL_MAX * (STEPS - ink) / STEPS);
        }
        return levels;
    }
}
