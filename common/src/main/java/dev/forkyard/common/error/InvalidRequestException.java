package dev.forkyard.common.error;

import java.util.Map;

/** A value of a request is out of its bounds; nothing was done. Immutable. */
public final class InvalidRequestException extends ForkyardException {
    private final String field;

    /**
     * @param field the path of the value in the request, such as {@code ranges[3].end}
     */
    public InvalidRequestException(ErrorReason reason, String field, String message) {
        super(reason, message, Map.of("field", field));
        this.field = field;
    }

    /** The path of the value in the request. */
    public String field() {
        return field;
    }
}
