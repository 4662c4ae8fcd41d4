package dev.forkyard.worker.guard;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The one line on standard error by which a worker says why it ends, so that the coordinator can
 * tell its own decisions from those of a task. Stateless.
 *
 * <p>The line is written by a thread of its own and waited for only {@value #MILLIS_MAX} ms: a pipe
 * that nobody drains must not keep a worker alive. It goes to the file descriptor itself, since
 * user code may have replaced {@code System.err} or hold its lock.
 */
public final class LastWords {
    private static final long MILLIS_MAX = 200;

    private static volatile boolean said;

    private LastWords() {}

    /** Says why the process ends; returns once that is written or cannot be in time. */
    public static void say(ExitCode code, String reason) {
        said = true;
        sayLine(code.toString(), reason);
    }

    /** Says that a task ends the process; returns once that is written or cannot be in time. */
    static void sayExit(String reason) {
        sayLine("EXIT", reason);
    }

    /** Whether the worker itself said why it ends. */
    static boolean areSaid() {
        return said;
    }

    private static void sayLine(String code, String reason) {
        String line = "forkyard worker ends: " + code + ": " + reason + "\n";
        Thread speaker = new Thread(() -> write(line), "forkyard-last-words");
        speaker.setDaemon(true);
        try {
            speaker.start();
            speaker.join(MILLIS_MAX);
        } catch (InterruptedException | OutOfMemoryError endAnyway) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("resource") // The process's own descriptor is never closed.
    private static void write(String line) {
        try {
            new FileOutputStream(FileDescriptor.err).write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyListens) {
            return;
        }
    }
}
