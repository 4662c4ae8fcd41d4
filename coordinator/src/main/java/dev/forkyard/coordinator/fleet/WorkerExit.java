package dev.forkyard.coordinator.fleet;

import java.util.Map;

/**
 * How a worker process ended. Immutable.
 *
 * @param status the process's exit value as Java reports it: 0…255, 128 + n for signal n
 * @param lastWords the last line that it wrote to stderr, empty if none
 * @param heapFull whether the JVM itself said that it ends because its heap is full
 * @param byItsWord whether the worker itself said why it ends, because it was told to leave or
 *     because of its link: what it still has in its hands is lost, and no task ended it
 * @param byExitCall whether it ended by {@code System.exit}, so that its status is no signal's
 * @param kernelLackedMemory whether the kernel killed somebody for want of memory lately
 * @param pid its process id, 0 if unknown
 * @param peakRssBytes its largest resident memory as far as it was seen, 0 if unknown
 */
public record WorkerExit(
        int status,
        String lastWords,
        boolean heapFull,
        boolean byItsWord,
        boolean byExitCall,
        boolean kernelLackedMemory,
        long pid,
        long peakRssBytes) {
    static final int SIGKILL = 9;

    private static final Map<Integer, String> SIGNALS =
            Map.of(
                    1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE",
                    9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");
    private static final int SIGTERM = 15;
    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;

    /** An end of which nothing but this is known. */
    public WorkerExit(int status, String lastWords) {
        this(status, lastWords, false, false, false, false, 0, 0);
    }

    /**
     * Whether it comes from outside, so that the task in the worker's hands cannot have caused it:
     * neither an exit nor a signal that a process brings upon itself.
     */
    boolean isFromOutside() {
        int signal = signal();
        return byItsWord
                || signal == SIGKILL
                || signal == SIGTERM
                || signal == SIGHUP
                || signal == SIGINT;
    }

    /** What happened, for people: {@code exited with code 3} or {@code was killed by SIGSEGV}. */
    public String describe() {
        String what =
                signal() == 0 ? "exited with code " + status : "was killed by " + signalName();
        return lastWords.isEmpty() ? what : what + ": " + lastWords;
    }

    /** The signal that ended it, 0 if none did. */
    public int signal() {
        return !byExitCall && status > 128 && status <= 128 + 64 ? status - 128 : 0;
    }

    /** That signal's name, empty if there is none. */
    public String signalName() {
        int signal = signal();
        return signal == 0 ? "" : SIGNALS.getOrDefault(signal, "signal " + signal);
    }
}
