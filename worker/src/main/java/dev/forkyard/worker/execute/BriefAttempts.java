package dev.forkyard.worker.execute;

import dev.forkyard.common.catalog.JobCatalog;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.TaskFunction;
import java.util.Optional;

/**
 * Executes attempts of a few microseconds on the thread that read their order, while the slot is
 * idle. Confined to the link's thread.
 */
public final class BriefAttempts {
    private final Slot slot;
    private final JobCatalog catalog;
    private final AttemptReports reports;
    private final Execution execution = new Execution();

    /** Makes what executes brief attempts in place of {@code slot}. */
    public BriefAttempts(Slot slot, JobCatalog catalog, AttemptReports reports) {
        this.slot = slot;
        this.catalog = catalog;
        this.reports = reports;
    }

    /**
     * Executes an attempt and reports its end, if it is brief and nothing runs or waits.
     *
     * @return false, with nothing done, if it is the slot's
     */
    public boolean execute(AttemptOrder order) {
        Optional<TaskFunction> function = function(order);
        if (function.isEmpty()) {
            return false;
        }
        Optional<RunningAttempt> attempt = slot.takeIdle(order);
        if (attempt.isEmpty()) {
            return false;
        }
        Execution.End end = execution.of(attempt.get(), type -> function.get());
        slot.free();
        reports.ended(order.attempt(), end.outcome(), end.spent());
        reports.flush();
        return true;
    }

    private Optional<TaskFunction> function(AttemptOrder order) {
        Optional<JobType> type = catalog.find(order.type());
        try {
            return type.flatMap(known -> known.briefly(order.input()));
        } catch (RuntimeException | LinkageError | StackOverflowError unreadable) {
            return Optional.empty();
        }
    }
}
