package dev.forkyard.worker.execute;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.job.JobTypeId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executes the attempts of a slot one after the other until it is drained. Confined to the slot's
 * thread.
 */
public final class SlotLoop implements Runnable {
    /** Below a fifth of a millisecond, saying an attempt's start costs more than waiting for it. */
    private static final long TINY_NANOS = 200_000;

    private final Slot slot;
    private final SlotFunctions functions;
    private final AttemptReports reports;
    private final Execution execution = new Execution();
    private long lastRunNanos;
    private @Nullable JobTypeId lastType;

    /** Makes the loop of {@code slot}, whose functions come from {@code catalog}. */
    public SlotLoop(Slot slot, JobCatalog catalog, AttemptReports reports) {
        this.slot = slot;
        this.functions = new SlotFunctions(catalog);
        this.reports = reports;
    }

    /** Executes attempts; returns once the slot is drained. */
    @Override
    public void run() {
        for (Optional<RunningAttempt> next = take(); next.isPresent(); next = take()) {
            execute(next.get());
        }
    }

    /** The next attempt; what is kept back is said before the slot waits for one. */
    private Optional<RunningAttempt> take() {
        Optional<RunningAttempt> waiting = slot.takeWaiting();
        if (waiting.isPresent()) {
            return waiting;
        }
        reports.flush();
        return slot.takeNext();
    }

    private void execute(RunningAttempt attempt) {
        reports.started(attempt.id());
        flush(isTiny(attempt.order().type()));
        Execution.End end = execution.of(attempt, functions::get);
        slot.free();
        // The next attempt must not meet an interrupt that was meant for this one.
        Thread.interrupted();
        lastType = attempt.order().type();
        lastRunNanos = end.spent().runNanos();
        reports.ended(attempt.id(), end.outcome(), end.spent());
        flush(lastRunNanos < TINY_NANOS);
    }

    private void flush(boolean canWait) {
        if (canWait) {
            reports.flushSoon();
        } else {
            reports.flush();
        }
    }

    /** Whether the start need not be said before the end, by what the last attempt took. */
    private boolean isTiny(JobTypeId type) {
        return lastRunNanos < TINY_NANOS && type.equals(lastType);
    }
}
