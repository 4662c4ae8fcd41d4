package dev.forkyard.coordinator.schedule;

/**
 * How often a piece of a job may fail before the job does. Immutable.
 *
 * @param attemptsMax exceptions of one piece, 1…100, default 3
 * @param workerDeathsMax deaths of workers that one piece may have caused, 1…100, default 3
 * @param workerLossesMax workers that one piece lost without being the cause, 1…1000, default 100
 */
public record JobLimits(int attemptsMax, int workerDeathsMax, int workerLossesMax) {
    /** What holds when a submitter says nothing. */
    public static final JobLimits DEFAULT = new JobLimits(3, 3, 100);

    /**
     * @throws IllegalArgumentException if a limit is out of its range
     */
    public JobLimits {
        check("attemptsMax", attemptsMax, 100);
        check("workerDeathsMax", workerDeathsMax, 100);
        check("workerLossesMax", workerLossesMax, 1000);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "%s must be 1…%d, was %d".formatted(name, most, value));
        }
    }
}
