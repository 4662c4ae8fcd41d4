package dev.forkyard.worker.guard;

/** Ends this process at once. Thread-safe; callable from every thread, in any state. */
@FunctionalInterface
public interface ProcessEnd {
    /**
     * Ends the process; in a worker it never returns.
     *
     * @param code why, for the coordinator
     * @param reason why, for a reader of the worker's last output
     */
    void halt(ExitCode code, String reason);
}
