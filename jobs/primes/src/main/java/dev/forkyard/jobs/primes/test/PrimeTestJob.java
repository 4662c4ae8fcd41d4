package dev.forkyard.jobs.primes.test;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.range.UnsignedRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tests numbers for primality: {@link PrimeTestInput} in, {@link PrimeTestResult} out. Thread-safe.
 * The items of a stage are the numbers that its tasks get, up to {@value #STAGE_NUMBERS_MAX}.
 */
public final class PrimeTestJob implements JobType {
    /** The stable name and version. */
    public static final JobTypeId ID = new JobTypeId("primes.test", 1);

    /** Half of what may travel with a task. */
    static final int STAGE_NUMBERS_MAX = 4096;

    // A prime near 2^64 takes seven bases of 64 squarings.
    private static final double NUMBER_NANOS = 2_000;

    // Some 15 µs.
    private static final int BRIEF_NUMBERS_MAX = 8;

    // Below a millisecond a task would be mostly messages.
    private static final long SMALLEST_PART = 500;

    @Override
    public JobTypeId id() {
        return ID;
    }

    @Override
    public StagePlanner planner() {
        return input -> plan(PrimeTestInput.decode(input).numbers());
    }

    private static JobPlan plan(List<Long> numbers) {
        List<StagePlan> stages = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += STAGE_NUMBERS_MAX) {
            int to = Math.min(numbers.size(), from + STAGE_NUMBERS_MAX);
            ByteBuffer input = ByteBuffer.allocate((to - from) * Long.BYTES);
            numbers.subList(from, to).forEach(input::putLong);
            stages.add(
                    new StagePlan(
                            new UnsignedRange(0, to - from),
                            SMALLEST_PART,
                            NUMBER_NANOS,
                            0,
                            List.of(),
                            input.array()));
        }
        return new JobPlan(stages);
    }

    @Override
    public TaskFunction newTaskFunction() {
        return new PrimeTestTask();
    }

    /** Primes, which take longest, of several sizes. */
    @Override
    public List<byte[]> warmUpInputs() {
        return List.of(
                new PrimeTestInput(List.of(10_007L, 4_294_967_291L, 1_000_000_000_039L, -59L))
                        .encode());
    }

    @Override
    public Optional<TaskFunction> briefly(TaskInput input) {
        return input.part().width() <= BRIEF_NUMBERS_MAX
                ? Optional.of(new PrimeTestTask())
                : Optional.empty();
    }

    @Override
    public Gatherer newGatherer(byte[] input) {
        return new PrimeTestGatherer(PrimeTestInput.decode(input));
    }
}
