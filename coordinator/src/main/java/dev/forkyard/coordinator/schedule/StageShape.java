package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;

/**
 * A stage as the core knows it: numbers only. Immutable. The fields mean what they mean in {@link
 * StagePlan}.
 */
public record StageShape(
        UnsignedRange extent,
        long smallestPart,
        double unitNanos,
        double attemptNanos,
        List<Integer> dependsOn,
        long largestPart,
        long window) {
    /** Copies the list. */
    public StageShape {
        dependsOn = List.copyOf(dependsOn);
    }

    /** A stage whose parts may be of any width and are cut in any order. */
    public StageShape(
            UnsignedRange extent,
            long smallestPart,
            double unitNanos,
            double attemptNanos,
            List<Integer> dependsOn) {
        this(
                extent,
                smallestPart,
                unitNanos,
                attemptNanos,
                dependsOn,
                StagePlan.UNBOUNDED,
                StagePlan.ANY_ORDER);
    }

    /** The numbers of a plan's stage without its bytes. */
    public static StageShape of(StagePlan plan) {
        return new StageShape(
                plan.extent(),
                plan.smallestPart(),
                plan.unitNanos(),
                plan.attemptNanos(),
                plan.dependsOn(),
                plan.largestPart(),
                plan.window());
    }

    /** Whether its results are read in order as they come. */
    boolean isInOrder() {
        return window != StagePlan.ANY_ORDER;
    }
}
