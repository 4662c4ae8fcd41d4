package dev.forkyard.jobs.captcha.image;

import dev.forkyard.jobs.captcha.random.RandomStream;

/**
 * A waving band from the left edge to the right one, which inverts what it crosses. Confined to one
 * thread.
 */
public final class Ribbon {
    private static final float STEP_PIXELS = 6;

    private final Raster raster;
    private float middle;
    private float slope;
    private float amplitude;
    private float turns;
    private float phase;
    private float half;
    private float swelling;
    private float swellingTurns;
    private float swellingPhase;

    public Ribbon(Raster raster) {
        this.raster = raster;
    }

    /**
     * Draws one.
     *
     * @param thickness in pixels, on average
     */
    public void draw(float thickness, RandomStream random) {
        int height = raster.height();
        middle = random.between(0.32f, 0.68f) * height;
        slope = random.between(-0.3f, 0.3f) * height / raster.width();
        amplitude = random.between(0.06f, 0.16f) * height;
        turns = random.between(0.4f, 1.1f) / height;
        phase = random.between(1f, 2f);
        half = thickness / 2;
        swelling = random.between(0.1f, 0.35f);
        swellingTurns = random.between(0.5f, 1.2f) / height;
        swellingPhase = random.between(1f, 2f);
        float beforeX = -1;
        float top = center(beforeX) - spread(beforeX);
        float bottom = center(beforeX) + spread(beforeX);
        raster.edge(beforeX, bottom, beforeX, top);
        while (beforeX < raster.width() + 1) {
            float x = beforeX + STEP_PIXELS;
            float nextTop = center(x) - spread(x);
            float nextBottom = center(x) + spread(x);
            raster.edge(beforeX, top, x, nextTop);
            raster.edge(x, nextBottom, beforeX, bottom);
            beforeX = x;
            top = nextTop;
            bottom = nextBottom;
        }
        raster.edge(beforeX, top, beforeX, bottom);
    }

    private float center(float x) {
        return middle
                + slope * (x - raster.width() / 2f)
                + amplitude * Waves.sine(phase + x * turns);
    }

    private float spread(float x) {
        return half * (1 + swelling * Waves.sine(swellingPhase + x * swellingTurns));
    }
}
