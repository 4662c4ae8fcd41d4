package dev.forkyard.coordinator.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One table of the page about the state machine: columns are states, rows are events. Immutable.
 *
 * @param title the heading above it
 * @param cells text by event and then by state
 */
record StateTable(String title, List<String> states, Map<String, Map<String, String>> cells) {
    private static final Path PAGE = Path.of("..", "docs", "state-machine.md");
    private static final String HEADING = "## ";

    /** All tables of the page whose first column is headed "event". */
    static Map<String, StateTable> read() {
        Map<String, StateTable> tables = new LinkedHashMap<>();
        String heading = "";
        List<String> lines = new ArrayList<>();
        for (String line : page()) {
            if (line.startsWith("|")) {
                lines.add(line);
                continue;
            }
            if (!lines.isEmpty() && words(lines.get(0)).get(0).equals("event")) {
                tables.put(heading, parse(heading, lines));
            }
            lines.clear();
            heading = line.startsWith(HEADING) ? line.substring(HEADING.length()) : heading;
        }
        return tables;
    }

    private static StateTable parse(String title, List<String> lines) {
        List<String> head = words(lines.get(0));
        List<String> states = head.subList(1, head.size());
        Map<String, Map<String, String>> cells = new LinkedHashMap<>();
        for (String line : lines.subList(2, lines.size())) {
            List<String> row = words(line);
            Map<String, String> byState = new LinkedHashMap<>();
            for (int column = 1; column < head.size(); column++) {
                byState.put(head.get(column), row.get(column));
            }
            if (cells.put(row.get(0), byState) != null) {
                throw new AssertionError("two rows for " + row.get(0));
            }
        }
        return new StateTable(title, states, cells);
    }

    private static List<String> words(String line) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }

    private static List<String> page() {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
            lines.add("");
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
