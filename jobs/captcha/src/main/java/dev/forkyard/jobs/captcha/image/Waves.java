package dev.forkyard.jobs.captcha.image;

/**
 * Sines from a table: a picture takes a thousand, and a fifth of a percent of a few pixels does not
 * show. Stateless.
 */
final class Waves {
    private static final int STEPS = 4096;
    private static final float[] SINES = new float[STEPS];

    static {
        for (int step = 0; step < STEPS; step++) {
            SINES[step] = (float) StrictMath.sin(2 * StrictMath.PI * step / STEPS);
        }
    }

    private Waves() {}

    /** The sine of so many turns. */
    static float sine(float turns) {
        return SINES[(int) (turns * STEPS) & (STEPS - 1)];
    }

    /** The cosine of so many turns. */
    static float cosine(float turns) {
        return sine(turns + 0.25f);
    }
}
