package dev.forkyard.coordinator.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Drains a worker's output for ever, so that printing never blocks it, and keeps the last 64 KiB.
 * Thread-safe.
 */
final class OutputTail {
    private static final int KEPT_BYTES = 64 * 1024;
    private static final int READ_BYTES = 16 * 1024;

    private final byte[] ring = new byte[KEPT_BYTES];
    private long written;

    /** Starts a thread that drains the stream until its end. */
    Thread drain(InputStream stream, String name) {
        Thread thread = new Thread(() -> run(stream), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What was kept, as text. */
    synchronized String text() {
        int kept = (int) Math.min(written, KEPT_BYTES);
        byte[] bytes = new byte[kept];
        for (int i = 0; i < kept; i++) {
            bytes[i] = ring[(int) ((written - kept + i) % KEPT_BYTES)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The last line that is not blank, at most 300 characters, empty if there is none. */
    String lastLine() {
        String last =
                text().lines().map(String::strip).filter(l -> !l.isEmpty()).reduce("", (a, b) -> b);
        return last.length() > 300 ? last.substring(0, 300) : last;
    }

    private void run(InputStream stream) {
        byte[] chunk = new byte[READ_BYTES];
        try (stream) {
            for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                append(chunk, read);
            }
        } catch (IOException e) {
            // The process is gone; what was read stays.
            append(new byte[0], 0);
        }
    }

    private synchronized void append(byte[] chunk, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (written++ % KEPT_BYTES)] = chunk[i];
        }
    }
}
