package dev.forkyard.benchmarks.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the coordinator's event log. Stateless. Its times are comparable with {@link
 * System#nanoTime} of this process: on Linux both are the kernel's monotonic clock.
 */
final class EventLines {
    private static final Pattern FIELD =
            Pattern.compile("\"(at_nanos|event|worker|attempt|part|run_nanos)\":\"?([^\",}]*)");

    private EventLines() {}

    /** One event; fields that it does not have are empty or 0. */
    record Line(
            long atNanos,
            String event,
            String worker,
            String attempt,
            double partWidth,
            long runNanos) {}

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
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        return new Line(
                Long.parseLong(fields.getOrDefault("at_nanos", "0")),
                fields.getOrDefault("event", ""),
                fields.getOrDefault("worker", ""),
                fields.getOrDefault("attempt", ""),
                width(fields.getOrDefault("part", "0..0")),
                Long.parseLong(fields.getOrDefault("run_nanos", "0")));
    }

    private static double width(String part) {
        int dots = part.indexOf("..");
        return new BigDecimal(part.substring(dots + 2))
                .subtract(new BigDecimal(part.substring(0, dots)))
                .doubleValue();
    }
}
