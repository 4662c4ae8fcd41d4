package dev.forkyard.jobs.primes.tuplets;

import java.util.ArrayList;
import java.util.List;

/**
 * How many k-tuplets there are, of all forms of one k together. Immutable.
 *
 * @param counts by k from {@value #SIZE_MIN} to {@value #SIZE_MAX}, each ≥ 0
 */
public record TupletCounts(List<Long> counts) {
    /** The smallest k: twins. */
    public static final int SIZE_MIN = 2;

    /** The largest k: sextuplets. */
    public static final int SIZE_MAX = 6;

    /** How many k there are. */
    static final int SIZES = SIZE_MAX - SIZE_MIN + 1;

    /** No tuplets. */
    static final TupletCounts NONE = new TupletCounts(List.of(0L, 0L, 0L, 0L, 0L));

    /**
     * @throws IllegalArgumentException if there is not a count for each k, or one is negative
     */
    public TupletCounts {
        counts = List.copyOf(counts);
        if (counts.size() != SIZES) {
            throw new IllegalArgumentException(
                    "%d counts, must be %d".formatted(counts.size(), SIZES));
        }
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("count must be ≥ 0, was " + count);
            }
        }
    }

    static TupletCounts of(long[] counts) {
        List<Long> list = new ArrayList<>();
        for (long count : counts) {
            list.add(count);
        }
        return new TupletCounts(list);
    }

    /**
     * The count of one k.
     *
     * @param size k, {@value #SIZE_MIN}…{@value #SIZE_MAX}
     */
    public long count(int size) {
        return counts.get(size - SIZE_MIN);
    }

    /** Both together. */
    TupletCounts plus(TupletCounts other) {
        long[] sums = new long[SIZES];
        for (int index = 0; index < SIZES; index++) {
            sums[index] = counts.get(index) + other.counts.get(index);
        }
        return of(sums);
    }
}
