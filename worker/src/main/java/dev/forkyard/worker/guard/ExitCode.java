package dev.forkyard.worker.guard;

/**
 * Why a worker process ended by its own decision. Immutable.
 *
 * <p>The numbers start at 80 so that they meet neither the JVM's own codes (1 for an exception in
 * main, 3 for {@code -XX:+ExitOnOutOfMemoryError}, 128 + n for signal n) nor {@code sysexits.h}
 * (64…78). A task function that calls {@code System.exit} can return any of them all the same.
 */
public enum ExitCode {
    /** It was told to drain and has finished what it had; also the end of a training run. */
    DRAINED(0),
    /** Its arguments cannot be read. */
    USAGE(80),
    /** Its standard input was closed: the coordinator is gone. */
    ORPHANED(81),
    /** The stream to the coordinator could not be opened, was closed or failed. */
    LINK_LOST(82),
    /** The coordinator did not accept its token. */
    REFUSED(83),
    /** The coordinator sent what it must not send. */
    PROTOCOL(84),
    /** A bug of the worker. */
    INTERNAL(85);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the process that forked the worker sees. */
    public int number() {
        return number;
    }
}
