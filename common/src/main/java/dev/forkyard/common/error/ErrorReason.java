package dev.forkyard.common.error;

/**
 * Why a request was refused or a job failed: the stable words that callers decide by and operators
 * count. Immutable.
 */
public enum ErrorReason {
    /** A range's start is above its end. */
    INVALID_RANGE(Actor.CALLER, false),
    /** A request that needs ranges has none. */
    NO_RANGES(Actor.CALLER, false),
    /** A request has more ranges than the limit. */
    TOO_MANY_RANGES(Actor.CALLER, false),
    /** Any other value of a request is out of its bounds. */
    INVALID_OPTION(Actor.CALLER, false),
    /** The job's input names no type that this coordinator runs. */
    UNKNOWN_JOB_TYPE(Actor.CALLER, false),
    /** No job of that id was ever seen here. */
    JOB_NOT_FOUND(Actor.CALLER, false),
    /** The job ended and was forgotten after its retention. */
    JOB_EXPIRED(Actor.CALLER, false),
    /** No live worker has that id. */
    WORKER_NOT_FOUND(Actor.CALLER, false),
    /** As many jobs as the coordinator holds at once are already live. */
    QUEUE_FULL(Actor.CALLER, true),
    /** No worker can be started at all. */
    NO_WORKERS(Actor.OPERATOR, true),
    /** The coordinator is shutting down. */
    DRAINING(Actor.OPERATOR, true),
    /** An attempt took longer than its timeout. */
    ATTEMPT_TIMEOUT(Actor.CALLER, false),
    /** A job waited longer for a worker than it was allowed to. */
    QUEUE_TIMEOUT(Actor.CALLER, true),
    /** An attempt made no progress for longer than it was allowed to. */
    STALLED(Actor.CALLER, false),
    /** The job's deadline passed. */
    JOB_DEADLINE(Actor.CALLER, false),
    /** The job was cancelled by somebody else. */
    JOB_CANCELLED(Actor.CALLER, false),
    /** Workers died under a task more often than its budget allows. */
    WORKER_LOST(Actor.OPERATOR, true),
    /** A task was given up because it kept killing its workers. */
    TASK_QUARANTINED(Actor.CALLER, false),
    /** An attempt went over its worker's memory limit. */
    MEMORY_LIMIT(Actor.CALLER, false),
    /** An attempt filled its worker's heap. */
    HEAP_OOM(Actor.CALLER, false),
    /** The task function threw. */
    TASK_THREW(Actor.CALLER, false),
    /** A bug of Forkyard. */
    INTERNAL(Actor.FORKYARD, false);

    /** Who must act before the same request can succeed. */
    public enum Actor {
        /** Whoever sent the request. */
        CALLER,
        /** Whoever runs the coordinator. */
        OPERATOR,
        /** Whoever maintains Forkyard. */
        FORKYARD
    }

    private final Actor actor;
    private final boolean retryable;

    ErrorReason(Actor actor, boolean retryable) {
        this.actor = actor;
        this.retryable = retryable;
    }

    /** Who must act. */
    public Actor actor() {
        return actor;
    }

    /** Whether the same request can succeed later without a change. */
    public boolean retryable() {
        return retryable;
    }
}
