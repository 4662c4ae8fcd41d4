package dev.forkyard.common.error;

import java.util.Map;

/** A job ended without its answer. Immutable. */
public final class JobFailedException extends ForkyardException {
    private final String remoteStack;

    /**
     * @param details typed fields by name, such as {@code job_id}, {@code task}, {@code exit_code}
     * @param remoteStack the worker's stack trace as text, empty where there is none
     */
    public JobFailedException(
            ErrorReason reason, String message, Map<String, String> details, String remoteStack) {
        super(reason, message, details);
        this.remoteStack = remoteStack;
    }

    /** The worker's stack trace as text, empty where there is none. */
    public String remoteStack() {
        return remoteStack;
    }
}
