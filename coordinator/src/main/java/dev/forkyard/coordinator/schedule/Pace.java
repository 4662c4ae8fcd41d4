package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.range.UnsignedRange;

/**
 * How long one number of a stage takes on one worker: the planner's hint until something was
 * measured, then a mean in which each new part halves the weight of the ones four parts earlier.
 * Confined to the loop thread.
 */
final class Pace {
    /** 0.84^4 ≈ 1/2: recent enough to follow a changing density, old enough to smooth noise. */
    private static final double KEEP = 0.84;

    private final double hintNanos;
    private double nanos;
    private double units;
    private double widest;

    Pace(double hintNanos) {
        this.hintNanos = hintNanos;
    }

    void measured(UnsignedRange part, long runNanos) {
        double width = part.widthAsDouble();
        nanos = nanos * KEEP + (double) Math.max(1, runNanos);
        units = units * KEEP + width;
        widest = Math.max(widest, width);
    }

    boolean isMeasured() {
        return units > 0;
    }

    double unitNanos() {
        return units > 0 ? nanos / units : hintNanos;
    }

    /** The width of the widest part that was measured, 0 before any. */
    double widestMeasured() {
        return widest;
    }
}
