package dev.forkyard.jobs.primes.test;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Tests a stretch of a stage's numbers; returns a byte for each, 1 for a prime. Stateless. */
final class PrimeTestTask implements TaskFunction {
    // A tenth of a millisecond between two looks at the context.
    private static final int NUMBERS_PER_LOOK = 64;

    @Override
    public TaskResult execute(TaskInput input, TaskContext context) {
        ByteBuffer numbers = ByteBuffer.wrap(input.stageInput());
        int first = Math.toIntExact(input.part().start());
        byte[] primes = new byte[Math.toIntExact(input.part().width())];
        int done = 0;
        while (done < primes.length) {
            int next = Math.min(primes.length, done + NUMBERS_PER_LOOK);
            for (; done < next; done++) {
                long number = numbers.getLong((first + done) * Long.BYTES);
                primes[done] = (byte) (CandidateCounter.isPrime(number) ? 1 : 0);
            }
            context.progress(first + done);
            if (context.shouldStop()) {
                break;
            }
        }
        return new TaskResult(first + done, Arrays.copyOf(primes, done));
    }
}
