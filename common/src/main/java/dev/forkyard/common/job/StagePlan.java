package dev.forkyard.common.job;

import dev.forkyard.common.range.UnsignedRange;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One stage of a job as the core sees it: numbers only, plus the bytes that each of its tasks gets.
 * A stage is either a range of numbers or a list of items, the items named by their index.
 * Immutable by contract: the bytes are not copied and must not be changed.
 *
 * @param extent what has to be done, half-open; for items {@code [0, count)}
 * @param smallestPart the width below which a part is not cut further, ≥ 1: where starting a part
 *     costs more than the part
 * @param unitNanos how long one number is expected to take on one worker, in nanoseconds, > 0; a
 *     hint for the first parts, replaced by measurement
 * @param attemptNanos what each part costs before its first number, in nanoseconds, ≥ 0; a hint
 * @param dependsOn indexes of earlier stages that must be finished before this one opens
 * @param input what every task of the stage gets besides its part, at most {@value
 *     #INPUT_BYTES_MAX} bytes
 * @param largestPart the width above which no part is cut, unsigned, ≥ {@code smallestPart}: where
 *     a result would become larger than {@link TaskResult#PAYLOAD_BYTES_MAX}; {@link #UNBOUNDED} if
 *     nothing says so
 * @param window {@link #ANY_ORDER}, or for a stage whose results are read in order as they come:
 *     how many numbers may be handed out beyond what the reader took, unsigned, ≥ {@code
 *     smallestPart}. Its parts are cut from the lowest number on, so that a reader who stops
 *     reading soon stops the work, and no more than a window's results wait for him
 * @param costKind what the two hints of time are an estimate of, a stable name of at most 20
 *     characters of {@code a-z 0-9 -}: stages of one job type that share it are off by the same
 *     factor on a machine, which the coordinator learns ({@link CostFactors}); {@link #NO_KIND} if
 *     nothing is to be learned from the stage
 */
public record StagePlan(
        UnsignedRange extent,
        long smallestPart,
        double unitNanos,
        double attemptNanos,
        List<Integer> dependsOn,
        byte[] input,
        long largestPart,
        long window,
        String costKind) {
    /** The most bytes that travel with every task. */
    public static final int INPUT_BYTES_MAX = 64 * 1024;

    /** A part may be as wide as its stage. */
    public static final long UNBOUNDED = -1L;

    /** Parts are cut wherever that is best, and their results are folded. */
    public static final long ANY_ORDER = 0;

    /** Nothing is learned from what the stage costs. */
    public static final String NO_KIND = "";

    private static final Pattern KIND = Pattern.compile("[a-z0-9-]{0,20}");

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public StagePlan {
        if (smallestPart < 1) {
            throw new IllegalArgumentException("smallestPart must be ≥ 1, was " + smallestPart);
        }
        if (!(unitNanos > 0) || Double.isInfinite(unitNanos)) {
            throw new IllegalArgumentException("unitNanos must be > 0, was " + unitNanos);
        }
        if (!(attemptNanos >= 0) || Double.isInfinite(attemptNanos)) {
            throw new IllegalArgumentException("attemptNanos must be ≥ 0, was " + attemptNanos);
        }
        if (input.length > INPUT_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "stage input has %d bytes, at most %d"
                            .formatted(input.length, INPUT_BYTES_MAX));
        }
        checkAbove("largestPart", largestPart, smallestPart);
        if (window != ANY_ORDER) {
            checkAbove("window", window, smallestPart);
        }
        if (!KIND.matcher(costKind).matches()) {
            throw new IllegalArgumentException(
                    "cost kind must be at most 20 characters of a-z, 0-9 and '-', was '"
                            + costKind
                            + "'");
        }
        dependsOn = List.copyOf(dependsOn);
    }

    /** A stage whose parts may be of any width and are cut in any order. */
    public StagePlan(
            UnsignedRange extent,
            long smallestPart,
            double unitNanos,
            double attemptNanos,
            List<Integer> dependsOn,
            byte[] input) {
        this(
                extent,
                smallestPart,
                unitNanos,
                attemptNanos,
                dependsOn,
                input,
                UNBOUNDED,
                ANY_ORDER,
                NO_KIND);
    }

    /** The same with a largest part. */
    public StagePlan withLargestPart(long widthMax) {
        return new StagePlan(
                extent,
                smallestPart,
                unitNanos,
                attemptNanos,
                dependsOn,
                input,
                widthMax,
                window,
                costKind);
    }

    /** The same, read in order with so many numbers handed out ahead of the reader. */
    public StagePlan inOrder(long numbersAhead) {
        return new StagePlan(
                extent,
                smallestPart,
                unitNanos,
                attemptNanos,
                dependsOn,
                input,
                largestPart,
                numbersAhead,
                costKind);
    }

    /** The same with the kind of its estimate. */
    public StagePlan ofKind(String kind) {
        return new StagePlan(
                extent,
                smallestPart,
                unitNanos,
                attemptNanos,
                dependsOn,
                input,
                largestPart,
                window,
                kind);
    }

    /** Whether its results are read in order as they come. */
    public boolean isInOrder() {
        return window != ANY_ORDER;
    }

    private static void checkAbove(String name, long width, long smallestPart) {
        if (Long.compareUnsigned(width, smallestPart) < 0) {
            throw new IllegalArgumentException(
                    "%s must be ≥ smallestPart, %s, was %s"
                            .formatted(
                                    name,
                                    Long.toUnsignedString(smallestPart),
                                    Long.toUnsignedString(width)));
        }
    }
}
