package dev.forkyard.worker.guard;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends this JVM without shutdown hooks, after one line on standard error. Thread-safe.
 *
 * <p>The line is written by a thread of its own and waited for only {@value #LAST_WORDS_MILLIS_MAX}
 * ms: a pipe that nobody drains must not keep a worker alive. It goes to the file descriptor
 * itself, since user code may have replaced {@code System.err} or hold its lock.
 */
public final class JvmHalt implements ProcessEnd {
    private static final long LAST_WORDS_MILLIS_MAX = 200;

    @Override
    public void halt(ExitCode code, String reason) {
        // An orphan has no reader left.
        if (code != ExitCode.ORPHANED) {
            sayLastWords("forkyard worker ends: " + code + ": " + reason + "\n");
        }
        Runtime.getRuntime().halt(code.number());
    }

    private static void sayLastWords(String line) {
        Thread speaker = new Thread(() -> write(line), "forkyard-last-words");
        speaker.setDaemon(true);
        try {
            speaker.start();
            speaker.join(LAST_WORDS_MILLIS_MAX);
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
