package dev.forkyard.benchmarks.primes;

import dev.forkyard.benchmarks.stand.Options;
import dev.forkyard.benchmarks.stand.Samples;
import dev.forkyard.proto.v1.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Prints how long counting [0, width) takes, by width, as CSV for plot.py: seconds, medians of
 * interleaved rounds. Whoever needed more than {@value #SECONDS_MAX} s for a width is not asked for
 * wider ones.
 */
public final class WidthCurve {
    private static final double SECONDS_MAX = 20;

    private WidthCurve() {}

    /** Runs it. */
    public static void main(String[] words) {
        try {
            Options options = Options.parse(words, List.of("--rounds", "--widest"));
            int rounds = options.number("--rounds", 5, 1, 1000);
            int widest = options.number("--widest", 14, 4, 18);
            try (WarmCluster two = WarmCluster.start(2)) {
                print(contenders(two), rounds, widest);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("width-curve: " + e.getMessage());
            System.exit(2);
        }
    }

    private static Map<String, LongFunction<Run>> contenders(WarmCluster two) {
        String tutorial = System.getProperty("forkyard.primes.tutorial", "tutorial.py");
        Map<String, LongFunction<Run>> contenders = new LinkedHashMap<>();
        contenders.put(
                "Forkyard, warm call, sieve", width -> two.count(0, width, Method.METHOD_SIEVE));
        contenders.put(
                "Forkyard, warm call, automatic", width -> two.count(0, width, Method.METHOD_AUTO));
        contenders.put("primesieve, 2 threads", width -> Primesieve.count(0, width, 2));
        contenders.put(
                "primecount, 2 threads",
                width -> Commands.run("primecount", "--threads=2", Long.toString(width - 1)));
        contenders.put(
                "Python, ProcessPoolExecutor",
                width -> Commands.run("python3", tutorial, Long.toString(width - 1), "8"));
        return contenders;
    }

    private static void print(
            Map<String, LongFunction<Run>> contenders, int rounds, int widestExponent) {
        System.out.println("width," + String.join(",", quoted(contenders)));
        Map<String, Double> last = new LinkedHashMap<>();
        long width = 10_000;
        for (int exponent = 4; exponent <= widestExponent; exponent++) {
            Map<String, List<Double>> seconds = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, LongFunction<Run>> one : contenders.entrySet()) {
                    if (last.getOrDefault(one.getKey(), 0.0) < SECONDS_MAX) {
                        seconds.computeIfAbsent(one.getKey(), name -> new ArrayList<>())
                                .add(one.getValue().apply(width).wallSeconds());
                    }
                }
            }
            StringBuilder line = new StringBuilder().append(width);
            for (String name : contenders.keySet()) {
                double median =
                        seconds.containsKey(name)
                                ? Samples.of(seconds.get(name)).median()
                                : Double.POSITIVE_INFINITY;
                last.put(name, median);
                line.append(',')
                        .append(
                                Double.isInfinite(median)
                                        ? ""
                                        : String.format(Locale.ROOT, "%.6f", median));
            }
            System.out.println(line);
            width *= 10;
        }
    }

    private static List<String> quoted(Map<String, LongFunction<Run>> contenders) {
        return contenders.keySet().stream().map(name -> '"' + name + '"').toList();
    }
}
