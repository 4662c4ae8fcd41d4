package dev.forkyard.worker.guard;

/**
 * Says on standard error that the process ends because a task called {@code System.exit}: its code
 * may be one that the death by a signal has, too (137 is SIGKILL's). Such a death runs no hook, or,
 * like SIGTERM, runs this one on the way of a signal. Stateless.
 *
 * <p>{@code Runtime.halt} runs none either, so a task that halts with 137 looks killed.
 */
public final class ExitNotice {
    private static final String SIGNAL_THREAD = "SIG[A-Z]+ handler";

    private ExitNotice() {}

    /** Has it said at the end of this process. */
    public static void install() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(ExitNotice::sayUnlessKnown, "forkyard-exit-notice"));
    }

    private static void sayUnlessKnown() {
        if (!LastWords.areSaid() && !isSignalHandled()) {
            LastWords.sayExit("System.exit was called");
        }
    }

    /** The JVM ends by a signal on a thread of that signal's name, which waits for the hooks. */
    private static boolean isSignalHandled() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().matches(SIGNAL_THREAD));
    }
}
