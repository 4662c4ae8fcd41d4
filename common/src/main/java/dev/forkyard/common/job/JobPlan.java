package dev.forkyard.common.job;

import java.util.List;

/**
 * The stages of a job, in an order in which each depends on earlier ones only. Immutable.
 *
 * @param stages 0…{@value #STAGES_MAX}; a job without stages ends at once with its gatherer's empty
 *     fold. A stage in order is the only one of its job: its window is all that is kept for the
 *     reader
 */
public record JobPlan(List<StagePlan> stages) {
    /** The most stages that a job can have. */
    public static final int STAGES_MAX = 20_000;

    /**
     * @throws IllegalArgumentException if there are too many stages, one depends on itself or a
     *     later one, or one in order is not alone
     */
    public JobPlan {
        stages = List.copyOf(stages);
        if (stages.size() > STAGES_MAX) {
            throw new IllegalArgumentException(
                    "plan has %d stages, at most %d".formatted(stages.size(), STAGES_MAX));
        }
        if (stages.size() > 1 && stages.stream().anyMatch(StagePlan::isInOrder)) {
            throw new IllegalArgumentException(
                    "plan has %d stages, one in order must be alone".formatted(stages.size()));
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
