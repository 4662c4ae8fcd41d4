package dev.forkyard.common.error;

import java.util.Map;

/** A request names something that is not there, or no longer. Immutable. */
public final class NotFoundException extends ForkyardException {
    /**
     * @param key the kind of name, such as {@code job_id}
     * @param name the name that was asked for
     */
    public NotFoundException(ErrorReason reason, String key, String name, String message) {
        super(reason, message, Map.of(key, name));
    }
}
