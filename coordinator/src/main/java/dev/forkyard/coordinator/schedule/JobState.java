package dev.forkyard.coordinator.schedule;

/** Where a job stands, as users see it. Immutable. */
public enum JobState {
    /** Accepted; no task was handed out yet. */
    QUEUED(false),
    /** At least one task was handed out. */
    RUNNING(false),
    /** Its running tasks are being stopped. */
    CANCELLING(false),
    /** Ended with its answer. */
    SUCCEEDED(true),
    /** Ended with an answer that lacks the pieces that were given up. */
    PARTIALLY_SUCCEEDED(true),
    /** Ended without an answer because of a failure. */
    FAILED(true),
    /** Ended without an answer because somebody asked for that. */
    CANCELLED(true);

    private final boolean ended;

    JobState(boolean ended) {
        this.ended = ended;
    }

    /** Whether nothing can happen to the job any more. */
    public boolean ended() {
        return ended;
    }
}
