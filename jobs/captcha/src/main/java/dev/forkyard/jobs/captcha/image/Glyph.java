package dev.forkyard.jobs.captcha.image;

/**
 * The outline of one character of one font as closed polygons. Immutable by contract: the arrays
 * must not be changed. The unit is the height of capitals; the origin is the middle of the glyph's
 * width at half the height of capitals; y points downward.
 *
 * @param width from its left end to its right one
 * @param x the points' places across
 * @param y the points' places down
 * @param outX how far across each point goes when the outline grows by one unit
 * @param outY how far down each point goes when the outline grows by one unit
 * @param ends for each polygon the index behind its last point
 * @param ringEnds the same where the polygons' points are there twice, one time after the other
 */
record Glyph(
        float width, float[] x, float[] y, float[] outX, float[] outY, int[] ends, int[] ringEnds) {
    /** The most points of a glyph. */
    static final int POINTS_MAX = 255;

    // At a corner sharper than a right one points do not go out as far as the edges' lines meet:
    // serifs would grow thorns.
    private static final double CORNER_MIN = 1;

    /** Finds the way out of each point; what is filled lies to the right of the outline. */
    static Glyph of(float width, float[] x, float[] y, int[] ends) {
        float[] outX = new float[x.length];
        float[] outY = new float[x.length];
        int[] ringEnds = new int[2 * ends.length];
        int start = 0;
        for (int polygon = 0; polygon < ends.length; polygon++) {
            int end = ends[polygon];
            for (int point = start; point < end; point++) {
                int before = point == start ? end - 1 : point - 1;
                int after = point == end - 1 ? start : point + 1;
                double to = StrictMath.atan2(y[point] - y[before], x[point] - x[before]);
                double from = StrictMath.atan2(y[after] - y[point], x[after] - x[point]);
                double corner = Math.max(CORNER_MIN, 1 + StrictMath.cos(to - from));
                outX[point] = (float) ((StrictMath.sin(to) + StrictMath.sin(from)) / corner);
                outY[point] = (float) (-(StrictMath.cos(to) + StrictMath.cos(from)) / corner);
            }
            start = end;
            ringEnds[polygon] = end;
            ringEnds[ends.length + polygon] = end + ends[ends.length - 1];
        }
        return new Glyph(width, x, y, outX, outY, ends, ringEnds);
    }

    /** How many points it has. */
    int points() {
        return ends[ends.length - 1];
    }
}
