package dev.forkyard.common.error;

import java.time.Duration;
import java.util.Map;

/** The coordinator cannot take the request now; the same request may succeed later. Immutable. */
public final class UnavailableException extends ForkyardException {
    private final Duration retryAfter;

    /**
     * @param retryAfter how long a caller should wait before it tries again
     */
    public UnavailableException(ErrorReason reason, String message, Duration retryAfter) {
        super(reason, message, Map.of());
        this.retryAfter = retryAfter;
    }

    /** How long a caller should wait before it tries again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
