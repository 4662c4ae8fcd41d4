package dev.forkyard.common.error;

import java.util.Map;

/**
 * A refusal or failure with its reason. The message says what was wrong, the value, the limit, and
 * what to do. Immutable.
 */
public abstract sealed class ForkyardException extends RuntimeException
        permits InvalidRequestException,
                NotFoundException,
                UnavailableException,
                JobFailedException {
    private final ErrorReason reason;
    private final Map<String, String> details;

    ForkyardException(ErrorReason reason, String message, Map<String, String> details) {
        super(message);
        this.reason = reason;
        this.details = Map.copyOf(details);
    }

    /** Why. */
    public ErrorReason reason() {
        return reason;
    }

    /** The typed fields by name (such as {@code job_id}, {@code exit_code}), as text. */
    public Map<String, String> details() {
        return details;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? reason.name() : message;
    }
}
