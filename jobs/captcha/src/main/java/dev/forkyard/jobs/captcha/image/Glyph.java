package dev.forkyard.jobs.captcha.image;

/**
 * The outline of one character of one font as closed polygons. Immutable by contract: the arrays
 * must not be changed. The unit is the height of capitals; the origin is the middle of the glyph's
 * width at half the height of capitals; y points downward.
 *
 * @param x the points' places across
 * @param y the points' places down
 * @param ends for each polygon the index behind its last point
 */
record Glyph(float[] x, float[] y, int[] ends) {
    /** The most points of a glyph. */
    static final int POINTS_MAX = 255;
}
