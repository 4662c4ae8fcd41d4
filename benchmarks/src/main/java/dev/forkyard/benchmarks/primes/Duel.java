package dev.forkyard.benchmarks.primes;

import dev.forkyard.benchmarks.stand.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Two ways to the same answers, run in turns, and the row of the table that they make. Confined to
 * one thread.
 */
final class Duel {
    private static final long WARM_UP_NANOS = 10_000_000_000L;

    private final List<Run> ours = new ArrayList<>();
    private final List<Run> theirs = new ArrayList<>();

    /**
     * Runs ours for ten seconds, which are not counted: a row about a warm worker is not about the
     * compiler, which goes on for many rounds where a round takes half a second.
     */
    static void warmUp(IntFunction<Run> our) {
        long start = System.nanoTime();
        for (int round = 0; System.nanoTime() - start < WARM_UP_NANOS; round++) {
            var unused = our.apply(round);
        }
    }

    /**
     * The two ways.
     *
     * @param our what to run in a round; round 0 is not counted
     * @param their the other; its answers are the same, or empty
     */
    record Sides(IntFunction<Run> our, IntFunction<Run> their) {}

    /**
     * Runs both, once to warm up and then in turns.
     *
     * @throws IllegalStateException if the answers differ
     */
    static Duel fight(int rounds, IntFunction<Run> our, IntFunction<Run> their) {
        return fight(rounds, List.of(new Sides(our, their))).get(0);
    }

    /**
     * Several duels at once, a round of each in turn: what is compared between them must meet the
     * same minutes of the machine.
     *
     * @throws IllegalStateException if answers differ
     */
    static List<Duel> fight(int rounds, List<Sides> sides) {
        List<Duel> duels = sides.stream().map(each -> new Duel()).toList();
        for (int round = 0; round <= rounds; round++) {
            for (int index = 0; index < duels.size(); index++) {
                duels.get(index).fightOnce(round, sides.get(index));
            }
        }
        return duels;
    }

    private void fightOnce(int round, Sides sides) {
        Run one = sides.our().apply(round);
        Run other = sides.their().apply(round);
        if (!other.answer().isEmpty() && !one.answer().equals(other.answer())) {
            throw new IllegalStateException(
                    "answers differ: %s and %s".formatted(one.answer(), other.answer()));
        }
        if (round > 0) {
            ours.add(one);
            theirs.add(other);
        }
    }

    /** Our median time by theirs. */
    double wallRatio() {
        return our(Run::wallSeconds).median() / their(Run::wallSeconds).median();
    }

    /** Our median CPU time by theirs. */
    double cpuRatio() {
        return our(Run::cpuSeconds).median() / their(Run::cpuSeconds).median();
    }

    Samples our(ToDoubleFunction<Run> figure) {
        return Samples.of(ours.stream().mapToDouble(figure).toArray());
    }

    Samples their(ToDoubleFunction<Run> figure) {
        return Samples.of(theirs.stream().mapToDouble(figure).toArray());
    }

    /** Wall and CPU seconds of both. */
    String seconds() {
        return "%s against %s s; CPU %s against %s s"
                .formatted(
                        text(our(Run::wallSeconds)),
                        text(their(Run::wallSeconds)),
                        text(our(Run::cpuSeconds)),
                        text(their(Run::cpuSeconds)));
    }

    private static String text(Samples seconds) {
        return String.format(
                Locale.ROOT, "%.3f (%.3f…%.3f)", seconds.median(), seconds.least(), seconds.most());
    }
}
