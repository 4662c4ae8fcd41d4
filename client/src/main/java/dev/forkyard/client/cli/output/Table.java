package dev.forkyard.client.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under a header, as aligned text or as CSV (RFC 4180). Confined to one thread. */
public final class Table {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table; the header in CSV's words, {@code job_id}. */
    public Table(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row with a cell for each column. */
    public void add(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "a row has %d cells, was %d".formatted(header.size(), cells.length));
        }
        rows.add(List.of(cells));
    }

    /** Aligned columns with two blanks in between, the header in capitals. */
    public void printText(PrintWriter out) {
        int[] widths = new int[header.size()];
        measure(header, widths);
        rows.forEach(row -> measure(row, widths));
        out.println(line(header, widths).toUpperCase(Locale.ROOT).replace('_', ' '));
        rows.forEach(row -> out.println(Quoted.oneLine(line(row, widths))));
    }

    /** A header line and a line a row. */
    public void printCsv(PrintWriter out) {
        out.println(String.join(",", header));
        for (List<String> row : rows) {
            out.println(String.join(",", row.stream().map(Table::csv).toList()));
        }
    }

    private static void measure(List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i));
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - cells.get(i).length() + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    private static String csv(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
