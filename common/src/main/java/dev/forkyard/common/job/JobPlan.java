package dev.forkyard.common.job;

import java.util.List;

/**
 * The stages of a job, in an order in which each depends on earlier ones only. Immutable.
 *
 * @param stages 0…{@value #STAGES_MAX}; a job without stages ends at once with its gatherer's empty
 *     fold
 */
public record JobPlan(List<StagePlan> stages) {
    /** The most stages that a job can have. */
    public static final int STAGES_MAX = 20_000;

    /**
     * @throws IllegalArgumentException if there are too many stages or one depends on itself or a
     *     later one
     */
    public JobPlan {
        stages = List.copyOf(stages);
        if (stages.size() > STAGES_MAX) {
            throw new IllegalArgumentException(
                    "plan has %d stages, at most %d".formatted(stages.size(), STAGES_MAX));
        }
        for (int index = 0; index < stages.size(); index++) {
            for (int needed : stages.get(index).dependsOn()) {
                if (needed < 0 || needed >= index) {
                    throw new IllegalArgumentException(
                            "stage %d depends on stage %d".formatted(index, needed));
                }
            }
        }
    }
}
