package dev.forkyard.coordinator.schedule;

/**
 * The numbers behind the core's rules. Immutable.
 *
 * @param jobsMax live jobs at once, default 10,000; more are refused as QUEUE_FULL
 * @param targetNanos how long a part should take, default 150 ms: long enough that handing it out
 *     (1 to 2 ms where every core is busy, by the event log) is noise, short enough that workers
 *     turn to other jobs soon
 * @param aloneNanos how long a part may take while its job is the only live one and much is left,
 *     default 450 ms: what hands out and gathers runs on the workers' cores, in caches that they
 *     have emptied
 * @param floorNanos below this a part is not shrunk at the tail, default 10 ms: five times what
 *     handing it out costs
 * @param agingNanos a job that waited so long for a worker is served next whatever its priority,
 *     default 10 s
 * @param patienceNanos a task may run so long while a job of the same priority waits, default 250
 *     ms
 * @param tinyNanos tasks that measure below this are handed out ahead, default 1 ms
 * @param creditsMax tasks of that kind which one slot may have in hand, default 16
 * @param endingNanos an attempt that is expected to run no longer than this counts as ending, so
 *     that its worker may get the next one ahead, default 5 ms: more than handing out costs where
 *     every core is busy, too little for another worker to be idle meanwhile
 */
public record SchedulerConfig(
        int jobsMax,
        long targetNanos,
        long aloneNanos,
        long floorNanos,
        long agingNanos,
        long patienceNanos,
        long tinyNanos,
        int creditsMax,
        long endingNanos) {
    /** What a coordinator uses unless told otherwise. */
    public static final SchedulerConfig DEFAULT =
            new SchedulerConfig(
                    10_000,
                    150_000_000,
                    450_000_000,
                    10_000_000,
                    10_000_000_000L,
                    250_000_000,
                    1_000_000,
                    16,
                    5_000_000);

    /**
     * @throws IllegalArgumentException if a number is not positive
     */
    public SchedulerConfig {
        if (jobsMax < 1
                || targetNanos < 1
                || aloneNanos < 1
                || floorNanos < 1
                || agingNanos < 1
                || patienceNanos < 1
                || tinyNanos < 1
                || creditsMax < 1
                || endingNanos < 1) {
            throw new IllegalArgumentException("every number must be ≥ 1");
        }
    }
}
