package dev.forkyard.coordinator.schedule;

/** Why a running attempt is told to stop. Immutable. */
public enum StopReason {
    /** Its job is over: nobody wants the result. */
    UNWANTED,
    /** It ran longer than its job's attempt timeout. */
    ATTEMPT_TIMEOUT,
    /** It made no progress for longer than its job's progress timeout. */
    STALLED
}
