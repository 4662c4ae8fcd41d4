package dev.forkyard.coordinator.gateway.http;

import com.google.rpc.Code;
import java.time.Duration;

/** A refusal that only HTTP knows: no such path, a strange host, too many requests. Immutable. */
final class HttpRefusal extends RuntimeException {
    private final int status;
    private final Code code;
    private final String reason;
    private final Duration retryAfter;

    HttpRefusal(int status, Code code, String reason, String message) {
        this(status, code, reason, message, Duration.ZERO);
    }

    /**
     * @param reason a stable word, upper snake
     * @param retryAfter zero for never
     */
    HttpRefusal(int status, Code code, String reason, String message, Duration retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    Code code() {
        return code;
    }

    String reason() {
        return reason;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    String text() {
        String message = getMessage();
        return message == null ? reason : message;
    }

    /** It is an answer, not a bug: nobody reads its stack. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
