package dev.forkyard.jobs.chaos;

/** What an item throws on purpose. Immutable. */
public final class ChaosException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ChaosException(String message, Throwable cause) {
        super(message, cause);
    }
}
