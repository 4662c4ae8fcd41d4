package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A whole job in a test: planned, cut, executed and gathered on one thread. Stateless. */
public final class JobRun {
    private record Part(int stage, UnsignedRange numbers) {}

    private JobRun() {}

    /** The answer when no stage is cut. */
    public static byte[] whole(JobType type, byte[] input) {
        return run(type, input, 0, new Random(0));
    }

    /** The answer when each stage is cut at random into at most so many parts, in any order. */
    public static byte[] cut(JobType type, byte[] input, int partsMax, Random random) {
        return run(type, input, partsMax - 1, random);
    }

    private static byte[] run(JobType type, byte[] input, int cutsMax, Random random) {
        JobPlan plan = type.planner().plan(input);
        List<Part> parts = new ArrayList<>();
        for (int stage = 0; stage < plan.stages().size(); stage++) {
            UnsignedRange rest = plan.stages().get(stage).extent();
            for (int cut = 0; cut < cutsMax && rest.width() != 1; cut++) {
                long width = 1 + Long.remainderUnsigned(random.nextLong(), rest.width() - 1);
                parts.add(new Part(stage, new UnsignedRange(rest.start(), rest.start() + width)));
                rest = new UnsignedRange(rest.start() + width, rest.end());
            }
            parts.add(new Part(stage, rest));
        }
        Collections.shuffle(parts, random);
        Gatherer gatherer = type.newGatherer(input);
        TaskFunction task = type.newTaskFunction();
        for (Part part : parts) {
            byte[] stageInput = plan.stages().get(part.stage()).input();
            gatherer.accept(
                    part.stage(),
                    part.numbers(),
                    execute(task, new TaskInput(part.stage(), stageInput, part.numbers())));
        }
        return gatherer.finish();
    }

    private static byte[] execute(TaskFunction task, TaskInput input) {
        try {
            TaskResult result = task.execute(input, ScriptedTaskContext.undisturbed());
            if (result.finishedTo() != input.part().end()) {
                throw new AssertionError(input.part() + " ended at " + result.finishedTo());
            }
            return result.payload();
        } catch (Exception e) {
            throw new AssertionError("a task threw", e);
        }
    }
}
