package dev.forkyard.jobs.captcha.image;

import dev.forkyard.jobs.captcha.random.RandomStream;

/**
 * A waving of the whole picture, which bends lines between characters as much as those in them.
 * Confined to one thread.
 */
public final class Warp {
    private static final float TURN = (float) (2 * Math.PI);

    private float amplitudeAlong;
    private float turnsAlong;
    private float amplitudeX;
    private float amplitudeY;
    private float turnsX;
    private float turnsY;
    private float skewX;
    private float skewY;
    private float phaseX;
    private float phaseY;

    /**
     * Chooses another waving.
     *
     * @param width of the picture, in pixels; over about as much the text is stretched and crowded
     * @param height of the picture, in pixels; waves are as long as it or somewhat longer
     */
    public void choose(RandomStream random, int width, int height) {
        // Whole half waves, so that both ends stay where they are.
        float halfWaves = random.between(1, 4);
        float steepness = random.between(0.15f, 0.34f);
        turnsAlong = halfWaves / 2 / width;
        amplitudeAlong = (random.coin() ? steepness : -steepness) / (TURN * turnsAlong);
        amplitudeX = random.between(0.024f, 0.054f) * height;
        amplitudeY = random.between(0.04f, 0.08f) * height;
        turnsX = random.between(0.6f, 1.1f) / height;
        turnsY = random.between(0.5f, 0.9f) / height;
        skewX = random.between(-0.3f, 0.3f) / height;
        skewY = random.between(-0.3f, 0.3f) / height;
        phaseX = random.between(1f, 2f);
        phaseY = random.between(1f, 2f);
    }

    float x(float x, float y) {
        return x
                + amplitudeAlong * Waves.sine(x * turnsAlong)
                + amplitudeX * Waves.sine(phaseX + y * turnsX + x * skewX);
    }

    float y(float x, float y) {
        return y + amplitudeY * Waves.sine(phaseY + x * turnsY + y * skewY);
    }
}
