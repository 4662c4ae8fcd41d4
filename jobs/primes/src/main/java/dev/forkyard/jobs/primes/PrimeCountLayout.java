package dev.forkyard.jobs.primes;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.pi.PiFormula;
import dev.forkyard.jobs.primes.pi.PiStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which stage counts which ranges of the input: the one rule that planner and gatherer share, a
 * pure function of the input. Immutable.
 *
 * <p>Empty ranges are in no stage. A range that is sieved and costs less than {@link
 * #ITEM_NANOS_MAX} is an item, up to 64 of which make one stage; any other is a stage of its own,
 * so that the core can cut it. A range [a, b) that is counted by π needs the stages of π(b−1) and
 * π(a−1); they follow behind the others, those of each argument once.
 *
 * @param stages the sieve's stages, in order of their number
 * @param arguments of π, in order of their stages
 * @param methods of the answers, by index of the range
 */
record PrimeCountLayout(
        List<Assignment> stages, List<Argument> arguments, List<CountMethod> methods) {
    /** Below 10 ms a window is not worth an attempt of its own, which costs about 1 ms. */
    static final double ITEM_NANOS_MAX = 10e6;

    /**
     * The most arguments of π in one job: with as many ranges as there can be, their stages fit.
     */
    static final int ARGUMENTS_MAX = 2 * CountMethod.PI_RANGES_MAX;

    /**
     * One stage. Immutable.
     *
     * @param requestIndexes which ranges of the input it counts; for items, by item index
     * @param stage what its tasks get
     */
    record Assignment(List<Integer> requestIndexes, PrimeCountStage stage) {
        Assignment {
            requestIndexes = List.copyOf(requestIndexes);
        }
    }

    /**
     * A value of π. Immutable.
     *
     * @param x its argument
     * @param firstStage the number of its first stage
     * @param stages its stages
     */
    record Argument(long x, int firstStage, List<PiStage> stages) {
        Argument {
            stages = List.copyOf(stages);
        }
    }

    PrimeCountLayout {
        stages = List.copyOf(stages);
        arguments = List.copyOf(arguments);
        methods = List.copyOf(methods);
    }

    /**
     * @throws IllegalArgumentException if π is asked for what it cannot do
     */
    static PrimeCountLayout of(PrimeCountInput input) {
        return new Drawing(input).draw();
    }

    /** π of what is subtracted for a range: the number before its start, or 0. */
    static long below(UnsignedRange range) {
        return Math.max(0, range.start() - 1);
    }

    /** A layout in the making. Confined to one thread. */
    private static final class Drawing {
        private final PrimeCountInput input;
        private final List<Assignment> stages = new ArrayList<>();
        private final List<Integer> items = new ArrayList<>();
        private final Map<Long, List<PiStage>> arguments = new LinkedHashMap<>();
        private final List<CountMethod> methods = new ArrayList<>();

        Drawing(PrimeCountInput input) {
            this.input = input;
        }

        PrimeCountLayout draw() {
            for (int index = 0; index < input.ranges().size(); index++) {
                UnsignedRange range = input.ranges().get(index);
                CountMethod method = methodFor(range);
                methods.add(method);
                if (!range.isEmpty() && method == CountMethod.PI) {
                    addArgument(range.end() - 1);
                    addArgument(below(range));
                } else if (!range.isEmpty()) {
                    addSieved(index, range);
                }
            }
            endItems();
            return new PrimeCountLayout(stages, numbered(), methods);
        }

        private CountMethod methodFor(UnsignedRange range) {
            boolean possible = CountMethod.PI.counts(range);
            if (input.method() == CountMethod.PI) {
                if (!possible) {
                    throw new IllegalArgumentException(
                            "π counts up to 2^63, %s ends behind it".formatted(range));
                }
                return CountMethod.PI;
            }
            boolean pi =
                    input.method() == CountMethod.AUTO
                            && possible
                            && arguments.size() <= ARGUMENTS_MAX - 2
                            && CountCost.of(range.end()).prefersPi(range, input.bias());
            return pi ? CountMethod.PI : CountMethod.SIEVE;
        }

        private void addArgument(long x) {
            arguments.computeIfAbsent(x, PiFormula::stages);
            if (arguments.size() > ARGUMENTS_MAX) {
                throw new IllegalArgumentException(
                        "π is needed for more than %d numbers; use fewer ranges"
                                .formatted(ARGUMENTS_MAX));
            }
        }

        private void addSieved(int index, UnsignedRange range) {
            if (CountCost.of(range.end()).windowNanos(range) >= ITEM_NANOS_MAX) {
                stages.add(new Assignment(List.of(index), PrimeCountStage.RANGE));
                return;
            }
            items.add(index);
            if (items.size() == PrimeCountStage.WINDOWS_MAX) {
                endItems();
            }
        }

        private void endItems() {
            if (!items.isEmpty()) {
                List<UnsignedRange> windows = items.stream().map(input.ranges()::get).toList();
                stages.add(new Assignment(items, new PrimeCountStage(windows)));
                items.clear();
            }
        }

        private List<Argument> numbered() {
            List<Argument> numbered = new ArrayList<>();
            int stage = stages.size();
            for (Map.Entry<Long, List<PiStage>> argument : arguments.entrySet()) {
                numbered.add(new Argument(argument.getKey(), stage, argument.getValue()));
                stage += argument.getValue().size();
            }
            return numbered;
        }
    }
}
