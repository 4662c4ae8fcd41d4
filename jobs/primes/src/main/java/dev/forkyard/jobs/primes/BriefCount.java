package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.pi.PiStage;
import dev.forkyard.jobs.primes.primality.CandidateCounter;

/** Counts a window of a few numbers one by one, without the slot's sieve. Stateless. */
final class BriefCount implements TaskFunction {
    /** Of these at most eight are tested, each in 2 µs or less. */
    private static final long NUMBERS_MAX = 30;

    /** Whether a part is such a window: the only one of its stage, or a range. */
    static boolean isBrief(TaskInput input) {
        return !PiStage.isEncoded(input.stageInput())
                && input.stageInput().length <= PrimeCountStage.ONE_WINDOW_BYTES
                && input.part().width() <= NUMBERS_MAX
                && window(input).width() <= NUMBERS_MAX;
    }

    @Override
    public TaskResult execute(TaskInput input, TaskContext context) {
        long count = new CandidateCounter().count(window(input), new ItemContext(context)).count();
        return new TaskResult(input.part().end(), PrimeCountPayload.encode(new long[] {count}, 1));
    }

    private static UnsignedRange window(TaskInput input) {
        PrimeCountStage stage = PrimeCountStage.decode(input.stageInput());
        return stage.isRange() ? input.part() : stage.windows().get(0);
    }
}
