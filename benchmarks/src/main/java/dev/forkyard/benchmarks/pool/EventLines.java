package dev.forkyard.benchmarks.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the coordinator's event log. Stateless. Its times are comparable with {@link
 * System#nanoTime} of this process: on Linux both are the kernel's monotonic clock.
 */
final class EventLines {
    private static final Pattern FIELD =
            Pattern.compile("\"(at_nanos|event|worker|attempt)\":\"?([^\",}]*)");

    private EventLines() {}

    /** One event; fields that it does not have are empty. */
    record Line(long atNanos, String event, String worker, String attempt) {}

    /** The events from a time on, in the order of the log. */
    static List<Line> since(Path log, long nanos) {
        List<Line> lines = new ArrayList<>();
        for (Path file : List.of(log.resolveSibling(log.getFileName() + ".1"), log)) {
            if (!Files.exists(file)) {
                continue;
            }
            try (Stream<String> all = Files.lines(file)) {
                all.map(EventLines::parse)
                        .filter(line -> line.atNanos() >= nanos)
                        .forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    private static Line parse(String text) {
        long at = 0;
        String event = "";
        String worker = "";
        String attempt = "";
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            String value = field.group(2);
            switch (field.group(1)) {
                case "at_nanos" -> at = Long.parseLong(value);
                case "event" -> event = value;
                case "worker" -> worker = value;
                default -> attempt = value;
            }
        }
        return new Line(at, event, worker, attempt);
    }
}
