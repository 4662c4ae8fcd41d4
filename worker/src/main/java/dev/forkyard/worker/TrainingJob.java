package dev.forkyard.worker;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;

/**
 * Empty tasks, for a training run and for warming a new worker's link: it returns nothing for its
 * part, and throws where the part holds number {@value #POISON}, so that both ways through the
 * worker are recorded. Thread-safe. Not announced on the class path: no user can submit it.
 */
final class TrainingJob implements JobType {
    static final JobTypeId ID = new JobTypeId("forkyard.training", 1);
    static final long POISON = 1_000;

    @Override
    public JobTypeId id() {
        return ID;
    }

    @Override
    public StagePlanner planner() {
        return input -> new JobPlan(List.of());
    }

    @Override
    public TaskFunction newTaskFunction() {
        return TrainingJob::execute;
    }

    @Override
    public Gatherer newGatherer(byte[] input) {
        return new Gatherer() {
            @Override
            public void accept(int stage, UnsignedRange part, byte[] payload) {}

            @Override
            public byte[] finish() {
                return new byte[0];
            }
        };
    }

    private static TaskResult execute(TaskInput input, TaskContext context) {
        if (input.part().contains(POISON)) {
            throw new IllegalStateException("part " + input.part() + " is poisoned");
        }
        context.progress(input.part().end());
        return new TaskResult(input.part().end(), new byte[0]);
    }
}
