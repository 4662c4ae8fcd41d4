package dev.forkyard.jobs.captcha.image;

import dev.forkyard.jobs.captcha.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * One character of a picture: an outline, distorted and put in its place. Confined to one thread
 * and used again for picture after picture.
 *
 * <p>Characters are pushed together until they overlap by a few pixels, because an attacker who can
 * cut a text into characters has only easy work left. So a letter keeps its {@code left} and {@code
 * right} end in each of a few slices of the picture's height.
 */
public final class Letter {
    private static final int SLICE_PIXELS = 4;
    private static final float APART = 0.7f;

    // More than a quarter of them: fewer would be too few to learn from, more cost bytes.
    private static final float HOLLOW_SHARE = 0.28f;
    private static final float LINE_PIXELS = 2.3f;

    // Strokes are 0.14 to 0.3 of the height of capitals thick, and change by twice as much.
    private static final float THINNEST = -0.03f;
    private static final float FATTEST = 0.02f;

    private final Distortion distortion = new Distortion();
    private final float[] x = new float[2 * Glyph.POINTS_MAX];
    private final float[] y = new float[2 * Glyph.POINTS_MAX];
    private final float[] left;
    private final float[] right;
    private int[] ends = {};

    /**
     * @param height of the picture, in pixels
     */
    public Letter(int height) {
        left = new float[height / SLICE_PIXELS + 1];
        right = new float[left.length];
    }

    /**
     * Takes one of the character's shapes, thin, fat or hollow, and distorts it, around x = 0.
     *
     * @param size of capitals, in pixels
     * @param middle where its middle lies, in pixels from the upper edge
     */
    public void shape(
            Glyphs glyphs, char character, float size, float middle, RandomStream random) {
        List<Glyph> shapes = glyphs.of(character);
        Glyph glyph = shapes.get(random.below(shapes.size()));
        distortion.choose(size, glyph.width(), random);
        if (random.between(0, 1) < HOLLOW_SHARE) {
            float line = LINE_PIXELS / 2 / size;
            distortion.apply(glyph, line, middle, x, y, 0);
            distortion.apply(glyph, -line, middle, x, y, glyph.points());
            ends = glyph.ringEnds();
        } else {
            float growth = random.between(THINNEST, FATTEST);
            distortion.apply(glyph, growth, middle, x, y, 0);
            ends = glyph.ends();
        }
        measure();
    }

    private void measure() {
        Arrays.fill(left, Float.MAX_VALUE);
        Arrays.fill(right, -Float.MAX_VALUE);
        int start = 0;
        for (int end : ends) {
            int before = end - 1;
            for (int point = start; point < end; point++) {
                measureEdge(before, point);
                before = point;
            }
            start = end;
        }
    }

    /** Edges are short, so that their ends speak for all the slices that they cross. */
    private void measureEdge(int from, int to) {
        float least = Math.min(x[from], x[to]);
        float most = Math.max(x[from], x[to]);
        int first = slice(Math.min(y[from], y[to]));
        int last = slice(Math.max(y[from], y[to]));
        for (int slice = first; slice <= last; slice++) {
            left[slice] = Math.min(left[slice], least);
            right[slice] = Math.max(right[slice], most);
        }
    }

    private int slice(float down) {
        return Math.max(0, Math.min(left.length - 1, (int) down / SLICE_PIXELS));
    }

    /**
     * How far right this must stand of the other so that the two just touch, in pixels. One that
     * would slip below or above the other goes in by a share of their widths only.
     */
    public float touching(Letter other) {
        float distance = APART * (other.rightEnd() - leftEnd());
        for (int slice = 0; slice < left.length; slice++) {
            distance = Math.max(distance, other.right[slice] - left[slice]);
        }
        return distance;
    }

    /** The left end, in pixels. */
    public float leftEnd() {
        float least = Float.MAX_VALUE;
        for (float end : left) {
            least = Math.min(least, end);
        }
        return least;
    }

    /** The right end, in pixels. */
    public float rightEnd() {
        float most = -Float.MAX_VALUE;
        for (float end : right) {
            most = Math.max(most, end);
        }
        return most;
    }

    /**
     * Draws it, warped.
     *
     * @param origin where x = 0 lies, in pixels from the left edge
     * @param squeeze factor of its width
     */
    public void draw(Raster raster, Warp warp, float origin, float squeeze) {
        int start = 0;
        for (int end : ends) {
            float beforeX = warp.x(origin + squeeze * x[end - 1], y[end - 1]);
            float beforeY = warp.y(origin + squeeze * x[end - 1], y[end - 1]);
            for (int point = start; point < end; point++) {
                float plainX = origin + squeeze * x[point];
                float thisX = warp.x(plainX, y[point]);
                float thisY = warp.y(plainX, y[point]);
                raster.edge(beforeX, beforeY, thisX, thisY);
                beforeX = thisX;
                beforeY = thisY;
            }
            start = end;
        }
    }
}
