package dev.forkyard.coordinator.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON object a line for everything that happened to jobs, attempts and workers, in {@code
 * events.jsonl}; when that reaches 16 MiB it becomes {@code events.jsonl.1}, and the one before is
 * dropped. Thread-safe; writing happens on a thread of its own. When the disk cannot follow, lines
 * are dropped and a later line says how many.
 */
public final class EventLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final long FILE_BYTES_MAX = 16L << 20;
    private static final int LINES_WAITING_MAX = 16_384;
    private static final long DETAILS_PER_SECOND = 2_000;

    /** How late a line can reach the file. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** After so many pauses without a line, it waits for one. */
    private static final int PAUSES_MAX = 5;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Optional<Path> file;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_WAITING_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final @Nullable Thread thread;
    private volatile boolean closing;
    private volatile boolean asleep;
    // Both of the loop thread.
    private long detailSecondNanos = System.nanoTime();
    private long details;

    private EventLog(Optional<Path> file) {
        this.file = file;
        if (file.isPresent()) {
            thread = new Thread(this::run, "forkyard-events");
            thread.setDaemon(true);
            thread.start();
        } else {
            thread = null;
        }
    }

    /** A log that keeps nothing. */
    public static EventLog none() {
        return new EventLog(Optional.empty());
    }

    /** A log in a directory, continued if it is there already. */
    public static EventLog in(Path directory) {
        return new EventLog(Optional.of(directory.resolve("events.jsonl")));
    }

    /**
     * Notes an event.
     *
     * @param atNanos the loop's monotonic time
     * @param event what happened, such as {@code attempt_ended}
     * @param fields names and values in turn
     */
    public void note(long atNanos, String event, Object... fields) {
        if (file.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder(160);
        line.append("{\"at_nanos\":").append(atNanos);
        line.append(",\"event\":\"").append(event).append('"');
        for (int i = 0; i + 1 < fields.length; i += 2) {
            line.append(",\"").append(fields[i]).append("\":");
            appendValue(line, fields[i + 1]);
        }
        line.append('}');
        if (!lines.offer(line.toString())) {
            dropped.incrementAndGet();
        }
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Whether there is room for one more line of detail now, such as the start of one attempt: at
     * most {@value #DETAILS_PER_SECOND} a second, because beyond that the log would cost more than
     * the tasks that it tells of. Those left out are counted in a line of their own. Confined to
     * the loop thread.
     */
    public boolean takesDetail(long nowNanos) {
        if (file.isEmpty()) {
            return false;
        }
        if (nowNanos - detailSecondNanos >= NANOS_PER_SECOND) {
            long skipped = details - DETAILS_PER_SECOND;
            detailSecondNanos = nowNanos;
            details = 0;
            if (skipped > 0) {
                note(nowNanos, "details_skipped", "count", skipped);
            }
        }
        return ++details <= DETAILS_PER_SECOND;
    }

    /** Writes what waits and ends the thread. */
    @Override
    public void close() {
        closing = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(TimeUnit.SECONDS.toMillis(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            Path path = file.orElseThrow();
            while (!(closing && lines.isEmpty())) {
                if (Files.exists(path) && Files.size(path) >= FILE_BYTES_MAX) {
                    Path old = path.resolveSibling(path.getFileName() + ".1");
                    Files.move(path, old, StandardCopyOption.REPLACE_EXISTING);
                }
                writeOneFile(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the event log ends here: {}", e.toString());
            closing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeOneFile(Path path) throws IOException, InterruptedException {
        long bytes = Files.exists(path) ? Files.size(path) : 0;
        try (Writer writer =
                Files.newBufferedWriter(
                        path,
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            int pauses = 0;
            while (bytes < FILE_BYTES_MAX && !(closing && lines.isEmpty())) {
                String line = lines.poll();
                if (line == null) {
                    writer.flush();
                    pause(pauses++);
                    continue;
                }
                pauses = 0;
                writer.write(line);
                writer.write('\n');
                bytes += line.length() + 1;
                writeDropped(writer);
            }
        }
    }

    /** Does not wait for the next line while there are many, so that nobody has to wake it. */
    private void pause(int pauses) throws InterruptedException {
        if (pauses < PAUSES_MAX) {
            if (!closing) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
            throwIfInterrupted();
            return;
        }
        asleep = true;
        while (lines.isEmpty() && !closing) {
            LockSupport.park(this);
            throwIfInterrupted();
        }
        asleep = false;
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void writeDropped(Writer writer) throws IOException {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            writer.write("{\"event\":\"lines_dropped\",\"count\":" + count + "}\n");
        }
    }

    private static void appendValue(StringBuilder line, Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            line.append(value);
            return;
        }
        line.append('"');
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < 0x20) {
                line.append("\\u%04x".formatted((int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
