package dev.forkyard.benchmarks.primes;

import dev.forkyard.benchmarks.stand.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts primes in turns with primesieve, primecount and CPython, and prints one table of ratios.
 * Exits with 1 if it could not measure; a missed bound is no failure of the program.
 */
public final class PrimeBenchmark {
    private static final List<String> OPTIONS = List.of("--rounds", "--rows", "--seed");
    private static final String ALL = "1,2,3,4,5,6,7,8,9,10,11,12";

    private PrimeBenchmark() {}

    /** Runs it. */
    public static void main(String[] words) {
        try {
            Options options = Options.parse(words, OPTIONS);
            int rounds = options.number("--rounds", 7, 1, 1000);
            long seed = options.number("--seed", 1, 0, 1_000_000);
            List<String> wanted = List.of(options.text("--rows").orElse(ALL).split(",", -1));
            RatioTable table = new RatioTable(System.out);
            Map<String, Runnable> rows = new LinkedHashMap<>();
            new SieveRows(rounds, table).addTo(rows);
            new PoolRows(rounds, seed, table).addTo(rows);
            for (String row : wanted) {
                if (!rows.containsKey(row)) {
                    throw new IllegalArgumentException(
                            "--rows must be some of %s, was '%s'".formatted(ALL, row));
                }
            }
            for (Map.Entry<String, Runnable> row : rows.entrySet()) {
                if (wanted.contains(row.getKey())) {
                    System.err.println("bench-primes: row " + row.getKey());
                    row.getValue().run();
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println("bench-primes: " + e.getMessage());
            System.exit(2);
        } catch (IllegalStateException | Commands.Refused e) {
            System.err.println("bench-primes: " + e.getMessage());
            System.exit(1);
        }
    }
}
