package dev.forkyard.coordinator.fleet;

import java.util.Map;

/**
 * How a worker process ended. Immutable.
 *
 * @param status the process's exit value as Java reports it: 0…255, 128 + n for signal n
 * @param lastWords the last line that it wrote to stderr, empty if none
 */
public record WorkerExit(int status, String lastWords) {
    private static final Map<Integer, String> SIGNALS =
            Map.of(
                    1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE",
                    9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;

    /**
     * Whether the task in the worker's hands can have caused the end: any exit and any fatal signal
     * but those that come from outside.
     */
    public boolean canBeOwnFault() {
        int signal = signal();
        return signal != SIGKILL && signal != SIGTERM && signal != SIGHUP && signal != SIGINT;
    }

    /** What happened, for people: {@code exited with code 3} or {@code killed by SIGSEGV}. */
    public String describe() {
        int signal = signal();
        String what =
                signal == 0
                        ? "exited with code " + status
                        : "was killed by " + SIGNALS.getOrDefault(signal, "signal " + signal);
        return lastWords.isEmpty() ? what : what + ": " + lastWords;
    }

    /** The signal that ended it, 0 if none did. */
    public int signal() {
        return status > 128 && status <= 128 + 64 ? status - 128 : 0;
    }
}
