package dev.forkyard.worker.execute;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.JobTypeId;

/**
 * The port through which the slot says what happens to attempts. Implementations are thread-safe
 * and never block: reports come from the slot's thread, the link's and the pulse's.
 *
 * <p>For each attempt: at most one {@code started}, then any number of {@code progressed}, then
 * exactly one {@code ended}. An attempt that was stopped in the queue has only the last.
 */
public interface AttemptReports {
    /** The attempt begins. May be kept back until {@link #flush}. */
    void started(AttemptId attempt);

    /**
     * The attempt got further.
     *
     * @param finishedTo all numbers of its part below this one are done
     */
    void progressed(AttemptId attempt, long finishedTo);

    /** The attempt is over; it has no further effect. May be kept back until {@link #flush}. */
    void ended(AttemptId attempt, AttemptOutcome outcome, TimeSpent spent);

    /**
     * A warm-up is over.
     *
     * @param cpuNanos what it took
     */
    void warmedUp(JobTypeId type, long cpuNanos);

    /** Says all that is kept back. */
    void flush();

    /** Has what is kept back said within a few hundredths of a second; costs almost nothing. */
    void flushSoon();
}
