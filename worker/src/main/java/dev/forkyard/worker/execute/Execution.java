package dev.forkyard.worker.execute;

import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.TaskFunction;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Function;

/**
 * Executes one attempt and tells how it ended. Confined to the thread that executes.
 *
 * <p>Whatever a task function throws is data for the coordinator. Only an {@link OutOfMemoryError}
 * is not: workers run with {@code -XX:+ExitOnOutOfMemoryError} and are gone by then, since nobody
 * knows which thread lacked the memory.
 */
final class Execution {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** How an attempt ended, and what it took. */
    record End(AttemptOutcome outcome, TimeSpent spent) {}

    /** Executes an attempt by the function of its type. */
    End of(RunningAttempt attempt, Function<JobTypeId, TaskFunction> functions) {
        long startNanos = System.nanoTime();
        long startCpuNanos = threads.getCurrentThreadCpuTime();
        AttemptOutcome outcome = outcome(attempt, functions);
        attempt.finish();
        return new End(
                outcome,
                new TimeSpent(
                        System.nanoTime() - startNanos,
                        threads.getCurrentThreadCpuTime() - startCpuNanos));
    }

    private static AttemptOutcome outcome(
            RunningAttempt attempt, Function<JobTypeId, TaskFunction> functions) {
        AttemptOrder order = attempt.order();
        if (attempt.cancelled()) {
            return new AttemptOutcome.Cancelled();
        }
        try {
            return attempt.returned(functions.apply(order.type()).execute(order.input(), attempt));
        } catch (Throwable thrown) {
            return attempt.threw(thrown);
        }
    }
}
