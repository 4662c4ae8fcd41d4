package dev.forkyard.common.job;

/**
 * The limits of a job's execution: how often its tasks may fail, how long things may take, and what
 * a piece that is given up means for the rest. Immutable. Durations are nanoseconds of a monotonic
 * clock; {@link #NEVER} means without limit.
 *
 * @param attemptsMax exceptions of one smallest piece until it is given up, 1…100, default 3; a
 *     piece that is wider is cut in two instead, and the halves start without a record. With 1 the
 *     first failure that is charged to a piece, of whatever kind, is its last: nothing is cut or
 *     tried again for it. What is charged in all, exceptions and deaths, ends a smallest piece
 *     after the larger of this and {@code workerDeathsMax}
 * @param workerDeathsMax deaths of distinct workers, timeouts included, charged to one smallest
 *     piece until it is quarantined, 1…100, default 3
 * @param memoryDeathsMax of these, deaths for want of memory, 1…100, default 2
 * @param workerLossesMax workers that one piece of any width may lose without being the cause,
 *     1…1000, default 100; such losses neither cut a piece nor count as its attempts
 * @param queueTimeoutNanos from the submission to the start of its first task
 * @param attemptTimeoutNanos from the worker's word that it began to the attempt's end
 * @param progressTimeoutNanos between two signs of progress of one attempt
 * @param deadlineNanos from the submission to the job's end
 * @param killGraceNanos how long an attempt that was told to stop may go on until its worker is
 *     killed, 0…1 h, default 2 s
 * @param partWidthMax numbers or items in one task, ≥ 1; {@link #AUTOMATIC} leaves it to the
 *     measured pace
 * @param failurePolicy what a given-up piece means for the rest
 */
public record ExecutionPolicy(
        int attemptsMax,
        int workerDeathsMax,
        int memoryDeathsMax,
        int workerLossesMax,
        long queueTimeoutNanos,
        long attemptTimeoutNanos,
        long progressTimeoutNanos,
        long deadlineNanos,
        long killGraceNanos,
        long partWidthMax,
        FailurePolicy failurePolicy) {
    /** No limit of time. */
    public static final long NEVER = Long.MAX_VALUE;

    /** No limit of a part's width. */
    public static final long AUTOMATIC = Long.MAX_VALUE;

    private static final long SECOND = 1_000_000_000L;

    /** What holds when neither a submitter nor a job type says anything. */
    public static final ExecutionPolicy DEFAULT =
            new ExecutionPolicy(
                    3,
                    3,
                    2,
                    100,
                    NEVER,
                    NEVER,
                    NEVER,
                    NEVER,
                    2 * SECOND,
                    AUTOMATIC,
                    FailurePolicy.FAIL_FAST);

    /** The longest limit of time: a year. */
    public static final long NANOS_MAX = 365 * 24 * 3600 * SECOND;

    private static final long KILL_GRACE_MAX = 3600 * SECOND;

    /** What a piece that was given up means for the rest of its job. */
    public enum FailurePolicy {
        /** The job fails at once. */
        FAIL_FAST,
        /** The rest is finished, and the job ends as PARTIALLY_SUCCEEDED. */
        CONTINUE
    }

    /**
     * @throws IllegalArgumentException if a limit is out of its range
     */
    public ExecutionPolicy {
        check("attemptsMax", attemptsMax, 1, 100);
        check("workerDeathsMax", workerDeathsMax, 1, 100);
        check("memoryDeathsMax", memoryDeathsMax, 1, 100);
        check("workerLossesMax", workerLossesMax, 1, 1000);
        checkTime("queueTimeoutNanos", queueTimeoutNanos);
        checkTime("attemptTimeoutNanos", attemptTimeoutNanos);
        checkTime("progressTimeoutNanos", progressTimeoutNanos);
        checkTime("deadlineNanos", deadlineNanos);
        check("killGraceNanos", killGraceNanos, 0, KILL_GRACE_MAX);
        check("partWidthMax", partWidthMax, 1, AUTOMATIC);
    }

    /** The same with other budgets. */
    public ExecutionPolicy withBudgets(int attempts, int workerDeaths, int workerLosses) {
        return new ExecutionPolicy(
                attempts,
                workerDeaths,
                Math.min(workerDeaths, memoryDeathsMax),
                workerLosses,
                queueTimeoutNanos,
                attemptTimeoutNanos,
                progressTimeoutNanos,
                deadlineNanos,
                killGraceNanos,
                partWidthMax,
                failurePolicy);
    }

    /** The same with other limits of time. */
    public ExecutionPolicy withTimeouts(long queue, long attempt, long progress, long deadline) {
        return new ExecutionPolicy(
                attemptsMax,
                workerDeathsMax,
                memoryDeathsMax,
                workerLossesMax,
                queue,
                attempt,
                progress,
                deadline,
                killGraceNanos,
                partWidthMax,
                failurePolicy);
    }

    /** The same with parts of at most so many numbers or items. */
    public ExecutionPolicy withPartWidth(long widthMax) {
        return new ExecutionPolicy(
                attemptsMax,
                workerDeathsMax,
                memoryDeathsMax,
                workerLossesMax,
                queueTimeoutNanos,
                attemptTimeoutNanos,
                progressTimeoutNanos,
                deadlineNanos,
                killGraceNanos,
                widthMax,
                failurePolicy);
    }

    /** The same with another failure policy. */
    public ExecutionPolicy with(FailurePolicy policy) {
        return new ExecutionPolicy(
                attemptsMax,
                workerDeathsMax,
                memoryDeathsMax,
                workerLossesMax,
                queueTimeoutNanos,
                attemptTimeoutNanos,
                progressTimeoutNanos,
                deadlineNanos,
                killGraceNanos,
                partWidthMax,
                policy);
    }

    /** The same with a deadline that is no later than another one. */
    public ExecutionPolicy within(long otherDeadlineNanos) {
        return new ExecutionPolicy(
                attemptsMax,
                workerDeathsMax,
                memoryDeathsMax,
                workerLossesMax,
                queueTimeoutNanos,
                attemptTimeoutNanos,
                progressTimeoutNanos,
                Math.min(deadlineNanos, otherDeadlineNanos),
                killGraceNanos,
                partWidthMax,
                failurePolicy);
    }

    private static void checkTime(String name, long nanos) {
        if (nanos != NEVER) {
            check(name, nanos, 1, NANOS_MAX);
        }
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be %d…%d, was %d".formatted(name, least, most, value));
        }
    }
}
