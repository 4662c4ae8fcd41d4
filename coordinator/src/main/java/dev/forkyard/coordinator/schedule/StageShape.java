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
        List<Integer> dependsOn) {
    /** Copies the list. */
    public StageShape {
        dependsOn = List.copyOf(dependsOn);
    }

    /** The numbers of a plan's stage without its bytes. */
    public static StageShape of(StagePlan plan) {
        return new StageShape(
                plan.extent(),
                plan.smallestPart(),
                plan.unitNanos(),
                plan.attemptNanos(),
                plan.dependsOn());
    }
}
