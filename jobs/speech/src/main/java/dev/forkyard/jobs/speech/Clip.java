package dev.forkyard.jobs.speech;

import java.util.Arrays;

/** Makes what a voice said into a clip that can be mixed. Stateless. */
final class Clip {
    /** Samples a second of every clip. */
    static final int RATE = 8000;

    private static final int STEP = RATE / 100;
    // Below this share of the loudest 10 ms is silence.
    private static final double SILENCE = 0.04;
    private static final double LOUDNESS = 0.18;

    // A low pass at 3.6 kHz of 16: half of the samples can hold no more than 4 kHz.
    private static final int TAPS = 48;
    private static final double PASS = 0.45;

    private static final double COMPRESSION = 255;

    private Clip() {}

    /** {@value #RATE} samples a second of what was spoken at that rate or at twice as many. */
    static float[] atRate(float[] samples, int rate) {
        if (rate == RATE) {
            return samples;
        }
        if (rate != 2 * RATE) {
            throw new IllegalArgumentException("a voice has " + rate + " samples a second");
        }
        float[] half = new float[(samples.length + 1) / 2];
        for (int at = 0; at < half.length; at++) {
            double sum = 0;
            for (int tap = -TAPS; tap <= TAPS; tap++) {
                int place = 2 * at + tap;
                if (place >= 0 && place < samples.length) {
                    sum += samples[place] * lowPass(tap);
                }
            }
            half[at] = (float) sum;
        }
        return half;
    }

    /** A sinc in a Hamming window. */
    private static double lowPass(int tap) {
        double turn = StrictMath.PI * PASS * tap;
        double sinc = tap == 0 ? 1 : StrictMath.sin(turn) / turn;
        return PASS * sinc * (0.54 + 0.46 * StrictMath.cos(StrictMath.PI * tap / TAPS));
    }

    /** Without the silence at both ends. */
    static float[] trimmed(float[] samples) {
        int steps = samples.length / STEP;
        double[] power = new double[steps];
        for (int step = 0; step < steps; step++) {
            power[step] = power(samples, step * STEP, (step + 1) * STEP);
        }
        double quiet = SILENCE * Arrays.stream(power).max().orElse(0);
        int first = 0;
        while (first < steps && power[first] <= quiet) {
            first++;
        }
        int last = steps - 1;
        while (last > first && power[last] <= quiet) {
            last--;
        }
        int end = Math.min(samples.length, (last + 2) * STEP);
        return Arrays.copyOfRange(samples, Math.max(0, first - 1) * STEP, end);
    }

    /** As bytes of the same loudness on average, by the µ-law of ITU-T G.711 as a formula. */
    static byte[] coded(float[] samples) {
        double factor = LOUDNESS / power(samples, 0, samples.length);
        byte[] coded = new byte[samples.length];
        for (int at = 0; at < coded.length; at++) {
            double plain = Math.min(1, Math.abs(samples[at] * factor));
            double level = StrictMath.log1p(COMPRESSION * plain) / StrictMath.log1p(COMPRESSION);
            coded[at] = (byte) (128 + Math.signum(samples[at]) * Math.rint(127 * level));
        }
        return coded;
    }

    private static double power(float[] samples, int from, int to) {
        double sum = 0;
        for (int at = from; at < to; at++) {
            sum += samples[at] * samples[at];
        }
        return Math.sqrt(sum / (to - from));
    }
}
