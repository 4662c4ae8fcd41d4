package dev.forkyard.client.cli.session;

import dev.forkyard.common.error.ErrorReason;

/** The exit codes that scripts rely on. Stateless. */
public final class ExitCode {
    public static final int SUCCEEDED = 0;

    /** The job failed, partly or as a whole, or somebody cancelled it; or a bug. */
    public static final int FAILED = 1;

    /** The command is wrong, or names something that is not there. */
    public static final int USAGE = 2;

    /** There is no coordinator, or it takes no work now. */
    public static final int UNAVAILABLE = 3;

    /** {@code --timeout} passed. */
    public static final int TIMEOUT = 4;

    /** 128 + SIGINT, the shell's word for it. */
    public static final int INTERRUPTED = 130;

    /** 128 + SIGPIPE. */
    public static final int BROKEN_PIPE = 141;

    private ExitCode() {}

    /** The exit code of a refusal or failure. */
    public static int of(ErrorReason reason) {
        return switch (reason) {
            case INVALID_RANGE,
                    NO_RANGES,
                    TOO_MANY_RANGES,
                    INVALID_OPTION,
                    UNKNOWN_JOB_TYPE,
                    JOB_NOT_FOUND,
                    JOB_EXPIRED,
                    WORKER_NOT_FOUND ->
                    USAGE;
            case QUEUE_FULL, NO_WORKERS, DRAINING -> UNAVAILABLE;
            case ATTEMPT_TIMEOUT,
                    QUEUE_TIMEOUT,
                    STALLED,
                    JOB_DEADLINE,
                    JOB_CANCELLED,
                    WORKER_LOST,
                    TASK_QUARANTINED,
                    MEMORY_LIMIT,
                    HEAP_OOM,
                    TASK_THREW,
                    INTERNAL ->
                    FAILED;
        };
    }
}
