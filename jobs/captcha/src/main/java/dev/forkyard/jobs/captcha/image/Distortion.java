package dev.forkyard.jobs.captcha.image;

import dev.forkyard.jobs.captcha.random.RandomStream;

/**
 * What makes a character unlike any other drawing of it: it is turned, slanted, stretched, tapered,
 * bent and waved, each by a random amount. Confined to one thread and chosen anew for character
 * after character.
 *
 * <p>Each amount is as large as people read without trouble; an attacker who compares characters
 * with samples needs samples of all amounts at once. Turns and slants do most against him, widths
 * most against cutting at equal places.
 */
final class Distortion {
    private static final float TURNS = 0.085f;
    private static final float NARROWEST = 0.68f;
    private static final float WIDEST = 1.5f;
    private static final float USUAL_WIDTH = 0.8f;

    private float cosine;
    private float sine;
    private float stretch;
    private float slant;
    private float taper;
    private float bend;
    private float sag;
    private float waveX;
    private float waveY;
    private float wavesX;
    private float wavesY;
    private float phaseX;
    private float phaseY;

    /**
     * Chooses another one.
     *
     * @param size of capitals, in pixels
     * @param width of the glyph; a wide one (M, W) has strokes so close that it is never narrowed
     *     as much as others
     */
    void choose(float size, float width, RandomStream random) {
        float turns = random.between(-TURNS, TURNS);
        cosine = Waves.cosine(turns) * size;
        sine = Waves.sine(turns) * size;
        stretch = random.between(NARROWEST + Math.max(0, width - USUAL_WIDTH) / 2, WIDEST);
        slant = random.between(-0.28f, 0.28f);
        taper = random.between(-0.25f, 0.25f);
        bend = random.between(-0.28f, 0.28f);
        sag = random.between(-0.25f, 0.25f);
        waveX = random.between(0, 0.07f);
        waveY = random.between(0, 0.07f);
        wavesX = random.between(0.5f, 1.1f);
        wavesY = random.between(0.5f, 1.1f);
        phaseX = random.between(1, 2);
        phaseY = random.between(1, 2);
    }

    /**
     * Distorts a glyph's points around x = 0.
     *
     * @param growth by which the outline goes out before, in heights of capitals; in if negative
     * @param middle where the glyph's middle lies, in pixels from the upper edge
     * @param x takes the points' places across, in pixels
     * @param y takes the points' places down
     * @param from the first point's index in x and y
     */
    void apply(Glyph glyph, float growth, float middle, float[] x, float[] y, int from) {
        int points = glyph.points();
        for (int point = 0; point < points; point++) {
            float plainU = glyph.x()[point] + growth * glyph.outX()[point];
            float plainV = glyph.y()[point] + growth * glyph.outY()[point];
            float u = plainU + waveX * Waves.sine(phaseX + wavesX * plainV);
            float v = plainV + waveY * Waves.sine(phaseY + wavesY * plainU);
            float across = u * (stretch + taper * v) + slant * v + bend * v * v;
            float down = v + sag * u * u;
            x[from + point] = across * cosine - down * sine;
            y[from + point] = across * sine + down * cosine + middle;
        }
    }
}
