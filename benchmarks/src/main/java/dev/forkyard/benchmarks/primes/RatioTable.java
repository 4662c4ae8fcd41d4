package dev.forkyard.benchmarks.primes;

import java.io.PrintStream;
import java.util.Locale;

/** The table of a run, as Markdown, printed row by row. Confined to one thread. */
final class RatioTable {
    private final PrintStream out;

    RatioTable(PrintStream out) {
        this.out = out;
        out.println("| row | what | bound | aim | wall | CPU | medians (spread) | |");
        out.println("|---|---|---|---|---|---|---|---|");
    }

    /** A ratio of times that must not be above its bound. */
    void atMost(String row, String what, double bound, double aim, Duel duel) {
        double ratio = duel.wallRatio();
        String verdict = ratio <= aim ? "aim" : ratio <= bound ? "bound" : "missed";
        print(row, what, "≤ " + times(bound), times(aim), duel, verdict);
    }

    /** How many times faster, which must not be below its bound. */
    void faster(String row, String what, double bound, double aim, Duel duel) {
        double factor = 1 / duel.wallRatio();
        String verdict = factor >= aim ? "aim" : factor >= bound ? "bound" : "missed";
        out.printf(
                Locale.ROOT,
                "| %s | %s | ≥ %s faster | %s | %s faster | | %s | %s |%n",
                row,
                what,
                times(bound),
                times(aim),
                times(factor),
                duel.seconds(),
                verdict);
    }

    /** A figure that is no ratio of two medians. */
    void figure(
            String row,
            String what,
            String bound,
            String aim,
            String reached,
            String medians,
            String verdict) {
        out.printf(
                "| %s | %s | %s | %s | %s | | %s | %s |%n",
                row, what, bound, aim, reached, medians, verdict);
    }

    /** A row that cannot be measured. */
    void missing(String row, String what, String why) {
        out.printf("| %s | %s | | | - | - | %s | |%n", row, what, why);
    }

    static String times(double factor) {
        return String.format(Locale.ROOT, factor >= 10 ? "%.0f×" : "%.2f×", factor);
    }

    private void print(
            String row, String what, String bound, String aim, Duel duel, String verdict) {
        out.printf(
                "| %s | %s | %s | %s | %s | %s | %s | %s |%n",
                row,
                what,
                bound,
                aim,
                times(duel.wallRatio()),
                times(duel.cpuRatio()),
                duel.seconds(),
                verdict);
        out.flush();
    }
}
