package dev.forkyard.benchmarks.pool;

import dev.forkyard.benchmarks.stand.Samples;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The one table that a run prints, as Markdown. Confined to one thread. */
final class ResultTable {
    private record Row(String what, String bound, String aim, String reached, String verdict) {}

    private final List<Row> rows = new ArrayList<>();

    /** A figure that must not be below its bound. */
    void atLeast(String what, double bound, double aim, String unit, Samples ratio, String how) {
        double median = ratio.median();
        String verdict =
                median >= aim ? "aim" : median >= bound ? "bound" : missed(bound / median, "below");
        rows.add(
                new Row(
                        what,
                        "≥ " + number(bound) + unit,
                        number(aim) + unit,
                        text(ratio, unit) + how,
                        verdict));
    }

    /** A figure that must not be above its bound. */
    void atMost(String what, double bound, double aim, String unit, double value, String how) {
        String verdict =
                value <= aim ? "aim" : value <= bound ? "bound" : missed(value / bound, "above");
        rows.add(
                new Row(
                        what,
                        "≤ " + number(bound) + unit,
                        number(aim) + unit,
                        number(value) + unit + how,
                        Double.isNaN(value) ? "not measured" : verdict));
    }

    /** Something that is so or not. */
    void flag(String what, String bound, String reached, boolean isSo) {
        rows.add(new Row(what, bound, "", reached, isSo ? "aim" : "missed"));
    }

    /** A figure without a bound. */
    void report(String what, String reached) {
        rows.add(new Row(what, "", "", reached, ""));
    }

    void print(PrintStream out) {
        out.println("| | bound | aim | reached | |");
        out.println("|---|---|---|---|---|");
        rows.forEach(
                row ->
                        out.printf(
                                "| %s | %s | %s | %s | %s |%n",
                                row.what, row.bound, row.aim, row.reached, row.verdict));
    }

    /** Median and spread. */
    static String text(Samples samples, String unit) {
        return "%s%s (%s…%s)"
                .formatted(
                        number(samples.median()),
                        unit,
                        number(samples.least()),
                        number(samples.most()));
    }

    static String number(double value) {
        double size = Math.abs(value);
        String format =
                size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String missed(double factor, String where) {
        return String.format(Locale.ROOT, "missed: %.2f times %s the bound", factor, where);
    }
}
