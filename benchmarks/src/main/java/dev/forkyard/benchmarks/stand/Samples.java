package dev.forkyard.benchmarks.stand;

import java.util.Arrays;
import java.util.List;

/** Measured figures of one kind. Immutable. */
public final class Samples {
    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    /** Takes figures in any order. */
    public static Samples of(List<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Takes figures in any order. */
    public static Samples of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /** How many there are. */
    public int count() {
        return sorted.length;
    }

    /**
     * The figure that a share of all does not exceed (nearest rank); NaN if there are none.
     *
     * @param share 0…1
     */
    public double quantile(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    /** The middle figure. */
    public double median() {
        return quantile(0.5);
    }

    /** The smallest figure. */
    public double least() {
        return quantile(0);
    }

    /** The largest figure. */
    public double most() {
        return quantile(1);
    }
}
