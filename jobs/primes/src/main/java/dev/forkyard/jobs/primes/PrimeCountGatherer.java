package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.pi.PiFormula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Adds up the counts of parts by range of the input, and the parts of π, in any order. Confined to
 * one thread at a time.
 */
final class PrimeCountGatherer implements Gatherer {
    private static final int LIGHT_RANGES_MAX = 16;

    private final PrimeCountInput input;
    private final PrimeCountLayout layout;
    private final long[] counts;
    private final Map<Long, PiFormula> formulas = new LinkedHashMap<>();

    PrimeCountGatherer(PrimeCountInput input) {
        this.input = input;
        layout = PrimeCountLayout.of(input);
        counts = new long[input.ranges().size()];
        layout.arguments()
                .forEach(argument -> formulas.put(argument.x(), new PiFormula(argument.x())));
    }

    @Override
    public boolean isLight() {
        return formulas.isEmpty() && counts.length <= LIGHT_RANGES_MAX;
    }

    @Override
    public void accept(int stage, UnsignedRange part, byte[] payload) {
        if (part.isEmpty()) {
            return;
        }
        if (stage >= layout.stages().size()) {
            acceptPi(stage, part, payload);
            return;
        }
        PrimeCountLayout.Assignment assignment = layout.stages().get(stage);
        if (assignment.stage().isRange()) {
            counts[assignment.requestIndexes().get(0)] += PrimeCountPayload.decode(payload, 1)[0];
            return;
        }
        int firstItem = Math.toIntExact(part.start());
        long[] itemCounts = PrimeCountPayload.decode(payload, Math.toIntExact(part.width()));
        for (int item = 0; item < itemCounts.length; item++) {
            counts[assignment.requestIndexes().get(firstItem + item)] += itemCounts[item];
        }
    }

    private void acceptPi(int stage, UnsignedRange part, byte[] payload) {
        for (PrimeCountLayout.Argument argument : layout.arguments()) {
            int own = stage - argument.firstStage();
            if (own < argument.stages().size()) {
                formula(argument.x()).accept(own, part, payload);
                return;
            }
        }
        throw new IllegalArgumentException("stage %d is not one of the plan".formatted(stage));
    }

    private PiFormula formula(long x) {
        return Objects.requireNonNull(formulas.get(x));
    }

    @Override
    public byte[] finish() {
        Map<Long, Long> values = new LinkedHashMap<>();
        formulas.forEach((x, formula) -> values.put(x, formula.value()));
        List<PrimeCountResult.RangeCount> results = new ArrayList<>(counts.length);
        for (int index = 0; index < counts.length; index++) {
            UnsignedRange range = input.ranges().get(index);
            CountMethod method = layout.methods().get(index);
            if (method == CountMethod.PI && !range.isEmpty()) {
                counts[index] =
                        Objects.requireNonNull(values.get(range.end() - 1))
                                - Objects.requireNonNull(values.get(PrimeCountLayout.below(range)));
            }
            results.add(new PrimeCountResult.RangeCount(range, counts[index], method));
        }
        return new PrimeCountResult(results).encode();
    }
}
