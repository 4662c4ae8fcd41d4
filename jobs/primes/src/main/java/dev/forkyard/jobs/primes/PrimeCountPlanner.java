package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.pi.PiCost;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes the stages of a count: at most one for each range of the input that is sieved, some for
 * each number whose π is needed. Thread-safe, without state.
 */
final class PrimeCountPlanner implements StagePlanner {
    // An attempt of items below this would be mostly messages.
    private static final double SMALLEST_ITEMS_NANOS = 1e6;

    @Override
    public JobPlan plan(byte[] input) {
        PrimeCountInput request = PrimeCountInput.decode(input);
        PrimeCountLayout layout = PrimeCountLayout.of(request);
        List<StagePlan> stages = new ArrayList<>();
        layout.stages().forEach(assignment -> stages.add(stagePlan(request, assignment)));
        layout.arguments()
                .forEach(
                        argument ->
                                argument.stages().forEach(stage -> stages.add(PiCost.plan(stage))));
        return new JobPlan(stages);
    }

    private static StagePlan stagePlan(
            PrimeCountInput request, PrimeCountLayout.Assignment assignment) {
        PrimeCountStage stage = assignment.stage();
        return stage.isRange()
                ? rangeStage(request.ranges().get(assignment.requestIndexes().get(0)))
                : itemStage(stage);
    }

    private static StagePlan rangeStage(UnsignedRange range) {
        CountCost cost = CountCost.of(range.end());
        return new StagePlan(
                        range,
                        cost.smallestPart(),
                        cost.sieveUnitNanos(),
                        cost.sieveStartNanos(),
                        List.of(),
                        PrimeCountStage.RANGE.encode())
                .ofKind(kind(Stream.of(range)));
    }

    private static StagePlan itemStage(PrimeCountStage stage) {
        int items = stage.windows().size();
        double itemNanos =
                stage.windows().stream()
                        .mapToDouble(window -> CountCost.of(window.end()).windowNanos(window))
                        .average()
                        .orElseThrow();
        long smallestPart = (long) Math.min(items, Math.ceil(SMALLEST_ITEMS_NANOS / itemNanos));
        return new StagePlan(
                        new UnsignedRange(0, items),
                        smallestPart,
                        itemNanos,
                        0,
                        List.of(),
                        stage.encode())
                .ofKind(kind(stage.windows().stream()));
    }

    /** Testing candidates says nothing about the sieve. */
    private static String kind(Stream<UnsignedRange> windows) {
        return windows.allMatch(window -> CountCost.of(window.end()).prefersSieve(window))
                ? PiBias.SIEVE_KIND
                : StagePlan.NO_KIND;
    }
}
