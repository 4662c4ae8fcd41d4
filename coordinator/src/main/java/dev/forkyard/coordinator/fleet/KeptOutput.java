package dev.forkyard.coordinator.fleet;

import dev.forkyard.coordinator.engine.WorkerOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a worker prints: drained for ever, so that printing never blocks it, and kept as far as two
 * rings hold it. Thread-safe; each stream has a draining thread, on which listeners are called.
 */
final class KeptOutput implements WorkerOutput {
    private static final int READ_BYTES = 16 * 1024;

    /** How the line begins by which a worker notes that a task called System.exit. */
    static final String EXIT_NOTE = "forkyard worker ends: EXIT: ";

    private static final int LINE_CHARACTERS_MAX = 300;

    private final OutputRing out = new OutputRing();
    private final OutputRing err = new OutputRing();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Thread> drains;

    KeptOutput(String worker, InputStream stdout, InputStream stderr) {
        drains =
                List.of(
                        drain(stdout, out, "forkyard-out-" + worker),
                        drain(stderr, err, "forkyard-err-" + worker));
    }

    @Override
    public Slice read(Stream stream, long from, int most) {
        return ring(stream).read(from, most);
    }

    @Override
    public Runnable whenMore(Runnable listener) {
        // Wrapped, so that the same listener can be there twice and leave once.
        Runnable entry = () -> listener.run();
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    long position(Stream stream) {
        return ring(stream).position();
    }

    /** What is kept of a stream from a position on, as text. */
    String text(Stream stream, long from) {
        return text(ring(stream).read(from, OutputRing.KEPT_BYTES).bytes());
    }

    /** Bytes as text; of a character whose front was cut off nothing is left. */
    static String text(byte[] bytes) {
        int start = 0;
        while (start < Math.min(3, bytes.length) && (bytes[start] & 0xC0) == 0x80) {
            start++;
        }
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }

    /**
     * The last line of stderr that is neither blank nor the worker's note of an exit, at most 300
     * characters, empty if none.
     */
    String lastLine() {
        String last =
                text(Stream.STDERR, 0)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith(EXIT_NOTE))
                        .reduce("", (before, line) -> line);
        return last.substring(0, Math.min(last.length(), LINE_CHARACTERS_MAX));
    }

    /** Waits for the streams' end; a grandchild may hold them open. */
    void awaitEnd(long millisMax) throws InterruptedException {
        for (Thread drain : drains) {
            drain.join(millisMax);
        }
    }

    private OutputRing ring(Stream stream) {
        return stream == Stream.STDOUT ? out : err;
    }

    private Thread drain(InputStream stream, OutputRing ring, String name) {
        Thread thread = new Thread(() -> run(stream, ring), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run(InputStream stream, OutputRing ring) {
        byte[] chunk = new byte[READ_BYTES];
        try (stream) {
            for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                ring.append(chunk, read);
                listeners.forEach(Runnable::run);
            }
        } catch (IOException e) {
            // The process is gone; what was read stays.
            ring.append(chunk, 0);
        }
        ring.end();
        listeners.forEach(Runnable::run);
    }
}
