package dev.forkyard.benchmarks.primes;

import dev.forkyard.proto.v1.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Two workers, whole commands and π. Confined to one thread. */
final class PoolRows {
    private static final long E9 = 1_000_000_000L;
    private static final long E11 = 100 * E9;
    private static final Path NOWHERE = Path.of("/dev/null");

    private final int rounds;
    private final Random random;
    private final RatioTable table;
    private final String forkyard =
            Path.of(System.getProperty("forkyard.scripts", "scripts"), "forkyard").toString();
    private final String tutorial = System.getProperty("forkyard.primes.tutorial", "tutorial.py");

    PoolRows(int rounds, long seed, RatioTable table) {
        this.rounds = rounds;
        this.random = new Random(seed);
        this.table = table;
    }

    void addTo(Map<String, Runnable> rows) {
        rows.put("6", this::gain);
        rows.put("7", this::wholeCommand);
        rows.put("8", this::pi);
        rows.put("9", this::trillion);
        rows.put("10", this::cold);
        rows.put("11", this::list);
        rows.put("12", this::tutorial);
    }

    private void gain() {
        try (WarmCluster one = WarmCluster.start(1);
                WarmCluster two = WarmCluster.start(2)) {
            List<Duel> duels = Duel.fight(rounds, List.of(sieve(one, 1), sieve(two, 2)));
            Duel single = duels.get(0);
            Duel both = duels.get(1);
            double our =
                    single.our(Run::wallSeconds).median() / both.our(Run::wallSeconds).median();
            double their =
                    single.their(Run::wallSeconds).median() / both.their(Run::wallSeconds).median();
            double ratio = our / their;
            table.figure(
                    "6",
                    "gain from one worker to two, [0, 1e11], against primesieve's",
                    "≥ 0.97×",
                    "1.00×",
                    "%s: %s against %s"
                            .formatted(
                                    RatioTable.times(ratio),
                                    RatioTable.times(our),
                                    RatioTable.times(their)),
                    "one: " + single.seconds() + "; two: " + both.seconds(),
                    ratio >= 1 ? "aim" : ratio >= 0.97 ? "bound" : "missed");
        }
    }

    private static Duel.Sides sieve(WarmCluster cluster, int threads) {
        return new Duel.Sides(
                round -> cluster.count(0, E11, Method.METHOD_SIEVE),
                round -> Primesieve.count(0, E11, threads));
    }

    private void wholeCommand() {
        try (WarmCluster two = WarmCluster.start(2)) {
            Duel duel =
                    Duel.fight(
                            rounds,
                            round -> count(two, "1e11", "--method", "sieve"),
                            round -> Primesieve.count(0, E11, 2));
            table.atMost("7", "whole command, two workers, [0, 1e11]", 1.25, 1.0, duel);
        }
    }

    private void pi() {
        if (!Commands.isInstalled("primecount")) {
            table.missing("8", "π", "primecount is not installed");
            return;
        }
        try (WarmCluster two = WarmCluster.start(2)) {
            for (int exponent = 14; exponent <= 16; exponent++) {
                long[] x = new long[rounds + 1];
                for (int round = 0; round <= rounds; round++) {
                    x[round] = (long) (Math.pow(10, exponent) * (1 + 0.01 * random.nextDouble()));
                }
                Duel duel =
                        Duel.fight(
                                rounds,
                                round -> two.count(0, x[round] + 1, Method.METHOD_PI),
                                round ->
                                        Commands.run(
                                                "primecount",
                                                "--threads=2",
                                                Long.toString(x[round])));
                table.atMost(
                        "8",
                        "π at random x, 0…1 % above 1e" + exponent,
                        exponent == 14 ? 1.5 : 1.0,
                        0.7,
                        duel);
            }
        }
    }

    private void trillion() {
        try (WarmCluster two = WarmCluster.start(2)) {
            Run their = Primesieve.count(0, 1000 * E9, 2);
            Duel duel = Duel.fight(rounds, round -> count(two, "1e12"), round -> their);
            table.faster("9", "whole command, 1e12, primesieve once", 100, 250, duel);
        }
    }

    private void cold() {
        Duel duel =
                Duel.fight(
                        rounds,
                        round ->
                                Commands.run(
                                        forkyard, "-q", "--workers", "2", "primes", "count", "1e9"),
                        round -> Primesieve.count(0, E9, 2));
        double wall = duel.our(Run::wallSeconds).median();
        table.figure(
                "10",
                "cold private pool, whole command, 1e9",
                "≤ 1.5 s",
                "0.8 s",
                String.format(Locale.ROOT, "%.3f s", wall),
                duel.seconds(),
                wall <= 0.8 ? "aim" : wall <= 1.5 ? "bound" : "missed");
    }

    private void list() {
        try (WarmCluster two = WarmCluster.start(2)) {
            // The cluster is warm for counting by its start, and so it is for listing.
            Duel.warmUp(round -> into(two, "list", "--bitmap", "1e9"));
            Duel bitmap =
                    Duel.fight(
                            rounds,
                            round -> into(two, "list", "--bitmap", "1e9"),
                            round -> {
                                Run counted = count(two, "1e9", "--method", "sieve");
                                return new Run(counted.wallSeconds(), counted.cpuSeconds(), "");
                            });
            table.atMost("11", "list 1e9 as bitmap against counting it", 1.3, 1.1, bitmap);
            Duel text =
                    Duel.fight(
                            rounds,
                            round -> into(two, "list", "1e9"),
                            round -> Commands.into(NOWHERE, "primesieve", "1000000000", "-p"));
            table.atMost("11", "list 1e9 as text against primesieve -p", 1.3, 0.9, text);
        } catch (Commands.Refused e) {
            table.missing("11", "list 1e9", String.valueOf(e.getMessage()));
        }
    }

    private void tutorial() {
        try (WarmCluster two = WarmCluster.start(2)) {
            Duel duel =
                    Duel.fight(
                            rounds,
                            round -> two.count(1, 2_000_001, Method.METHOD_AUTO),
                            round -> Commands.run("python3", tutorial, "2000000", "8"));
            table.faster(
                    "12", "the tutorial's 1…2,000,000, call against its program", 500, 1000, duel);
        }
    }

    private Run count(WarmCluster cluster, String range, String... options) {
        String[] words = {forkyard, "-q", "--address", cluster.address(), "primes", "count", range};
        String[] all = java.util.Arrays.copyOf(words, words.length + options.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        return Commands.run(all);
    }

    private Run into(WarmCluster cluster, String... words) {
        String[] all = new String[words.length + 5];
        System.arraycopy(
                new String[] {forkyard, "-q", "--address", cluster.address(), "primes"},
                0,
                all,
                0,
                5);
        System.arraycopy(words, 0, all, 5, words.length);
        return Commands.into(NOWHERE, all);
    }
}
