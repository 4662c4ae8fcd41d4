package dev.forkyard.worker.execute;

import dev.forkyard.common.catalog.JobCatalog;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;

/**
 * Executes the attempts of a slot one after the other until it is drained. Confined to the slot's
 * thread.
 *
 * <p>Whatever a task function throws is data for the coordinator. Only an {@link OutOfMemoryError}
 * is not: workers run with {@code -XX:+ExitOnOutOfMemoryError} and are gone by then, since nobody
 * knows which thread lacked the memory.
 */
public final class SlotLoop implements Runnable {
    private final Slot slot;
    private final SlotFunctions functions;
    private final AttemptReports reports;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** Makes the loop of {@code slot}, whose functions come from {@code catalog}. */
    public SlotLoop(Slot slot, JobCatalog catalog, AttemptReports reports) {
        this.slot = slot;
        this.functions = new SlotFunctions(catalog);
        this.reports = reports;
    }

    /** Executes attempts; returns once the slot is drained. */
    @Override
    public void run() {
        for (Optional<RunningAttempt> next = slot.takeNext();
                next.isPresent();
                next = slot.takeNext()) {
            execute(next.get());
        }
    }

    private void execute(RunningAttempt attempt) {
        reports.started(attempt.id());
        long startNanos = System.nanoTime();
        long startCpuNanos = threads.getCurrentThreadCpuTime();
        AttemptOutcome outcome = outcome(attempt);
        attempt.finish();
        TimeSpent spent =
                new TimeSpent(
                        System.nanoTime() - startNanos,
                        threads.getCurrentThreadCpuTime() - startCpuNanos);
        slot.free();
        // The next attempt must not meet an interrupt that was meant for this one.
        Thread.interrupted();
        reports.ended(attempt.id(), outcome, spent);
    }

    private AttemptOutcome outcome(RunningAttempt attempt) {
        AttemptOrder order = attempt.order();
        if (attempt.cancelled()) {
            return new AttemptOutcome.Cancelled();
        }
        try {
            return attempt.returned(functions.get(order.type()).execute(order.input(), attempt));
        } catch (Throwable thrown) {
            return attempt.threw(thrown);
        }
    }
}
