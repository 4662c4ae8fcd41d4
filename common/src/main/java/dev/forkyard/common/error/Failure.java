package dev.forkyard.common.error;

import java.util.Map;

/**
 * Why a task or a job has no result, as data. Immutable.
 *
 * @param reason the stable word
 * @param message what was wrong, the values and what to do, for people
 * @param details the typed fields behind the message, such as {@code worker} and {@code exit_code}
 * @param stack the worker's stack trace as text, empty where there is none
 */
public record Failure(
        ErrorReason reason, String message, Map<String, String> details, String stack) {
    /** Copies the details. */
    public Failure {
        details = Map.copyOf(details);
    }

    /** A failure without details or stack. */
    public static Failure of(ErrorReason reason, String message) {
        return new Failure(reason, message, Map.of(), "");
    }

    /** The same as an exception for a caller who waits. */
    public JobFailedException toException() {
        return new JobFailedException(reason, message, details, stack);
    }
}
