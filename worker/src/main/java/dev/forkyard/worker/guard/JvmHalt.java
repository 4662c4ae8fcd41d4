package dev.forkyard.worker.guard;

/** Ends this JVM without shutdown hooks, after its {@link LastWords}. Thread-safe. */
public final class JvmHalt implements ProcessEnd {
    @Override
    public void halt(ExitCode code, String reason) {
        // An orphan has no reader left.
        if (code != ExitCode.ORPHANED) {
            LastWords.say(code, reason);
        }
        Runtime.getRuntime().halt(code.number());
    }
}
