package dev.forkyard.benchmarks.primes;

import dev.forkyard.benchmarks.stand.Samples;
import dev.forkyard.proto.v1.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One warm worker against one thread of primesieve, by windows. Confined to one thread.
 *
 * <p>Ours is measured from the call's sending to the answer, primesieve's as a whole command; what
 * its start alone takes is a row of its own.
 */
final class SieveRows {
    private static final long BILLION = 1_000_000_000L;

    // Windows far apart, so that no round goes on from the state that the last one left.
    private static final long APART = 100 * BILLION;

    private final int rounds;
    private final RatioTable table;

    SieveRows(int rounds, RatioTable table) {
        this.rounds = rounds;
        this.table = table;
    }

    void addTo(Map<String, Runnable> rows) {
        rows.put(
                "1",
                () -> {
                    start();
                    window("1", "[0, 1e10]", 0, 10 * BILLION, 0, 1.25, 1.0);
                });
        rows.put("2", () -> window("2", "1e12 + 1e10", e(12), 10 * BILLION, APART, 1.15, 0.95));
        rows.put("3", () -> window("3", "1e15 + 1e9", e(15), BILLION, APART, 1.25, 1.0));
        rows.put("4", this::contiguous);
        long top = Long.parseUnsignedLong("18000000000000000000");
        rows.put("5", () -> window("5", "1.8e19 + 1e9", top, BILLION, APART, 1.5, 1.2));
    }

    private void start() {
        double[] walls = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            walls[round] = Primesieve.count(0, 100, 1).wallSeconds();
        }
        table.figure(
                "",
                "the start of primesieve, in all its times",
                "",
                "",
                "%.3f s".formatted(Samples.of(walls).median()),
                "",
                "");
    }

    private void window(
            String row, String what, long start, long width, long apart, double bound, double aim) {
        try (WarmCluster one = WarmCluster.start(1)) {
            // Windows behind those that are measured.
            Duel.warmUp(round -> our(one, start + (rounds + 1 + round) * apart, width));
            Duel duel =
                    Duel.fight(
                            rounds,
                            round -> our(one, start + round * apart, width),
                            round -> their(start + round * apart, width));
            table.atMost(row, what + ", one worker against one thread", bound, aim, duel);
        }
    }

    // A round is a first window and two that go on from it.
    private void contiguous() {
        long start = e(18);
        List<Run> first = new ArrayList<>();
        List<Run> firstOfTheirs = new ArrayList<>();
        try (WarmCluster one = WarmCluster.start(1)) {
            Duel further =
                    Duel.fight(
                            rounds,
                            round -> {
                                long at = start + round * APART;
                                first.add(our(one, at, BILLION));
                                return our(one, at + BILLION, BILLION)
                                        .then(our(one, at + 2 * BILLION, BILLION));
                            },
                            round -> {
                                long at = start + round * APART;
                                firstOfTheirs.add(their(at, BILLION));
                                return their(at + BILLION, BILLION)
                                        .then(their(at + 2 * BILLION, BILLION));
                            });
            Duel opening = Duel.fight(rounds, first::get, firstOfTheirs::get);
            table.atMost("4", "1e18 + 1e9, first window", 1.35, 1.1, opening);
            table.atMost("4", "the next two windows on the same worker", 0.7, 0.5, further);
        }
    }

    private static Run our(WarmCluster cluster, long start, long width) {
        return cluster.count(start, start + width, Method.METHOD_SIEVE);
    }

    private static Run their(long start, long width) {
        return Primesieve.count(start, start + width, 1);
    }

    private static long e(int exponent) {
        long power = 1;
        for (int factor = 0; factor < exponent; factor++) {
            power *= 10;
        }
        return power;
    }
}
