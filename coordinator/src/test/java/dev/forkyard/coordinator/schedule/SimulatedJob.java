package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A job and the truth about it. Immutable.
 *
 * @param stages what its planner says
 * @param trueUnitNanos how long one number of each stage really takes
 * @param poison whether every attempt of it throws
 * @param evil one number of the first stage that is the end of every attempt that gets to it
 * @param evilKind how: 0 throws, 1 kills, 2 fills the memory, 3 never ends, 4 freezes
 */
record SimulatedJob(
        JobId id,
        Priority priority,
        boolean ephemeral,
        ExecutionPolicy limits,
        List<StageShape> stages,
        List<Double> trueUnitNanos,
        boolean poison,
        OptionalLong evil,
        int evilKind) {
    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    /** A recorded job of one stage whose planner tells the truth. */
    static SimulatedJob of(String id, Priority priority, long width, double unitNanos) {
        return guessed(id, priority, width, unitNanos, unitNanos);
    }

    /** A recorded job of one stage whose planner is mistaken. */
    static SimulatedJob guessed(
            String id, Priority priority, long width, double hintNanos, double trueNanos) {
        UnsignedRange extent = new UnsignedRange(0, width);
        return new SimulatedJob(
                new JobId(id),
                priority,
                false,
                ExecutionPolicy.DEFAULT,
                List.of(new StageShape(extent, 1, hintNanos, 0, List.of())),
                List.of(trueNanos),
                false,
                OptionalLong.empty(),
                0);
    }

    static SimulatedJob draw(SplittableRandom random, int number) {
        int count = random.nextInt(6) == 0 ? random.nextInt(8) : 1 + random.nextInt(2);
        List<StageShape> stages = new ArrayList<>(count);
        List<Double> units = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            UnsignedRange extent = extent(random);
            double width = Math.max(1, extent.widthAsDouble());
            double workNanos = Math.pow(10, 5 + random.nextDouble() * 5) * (4.0 / (3 + count));
            double unit = workNanos / width;
            double hint = unit * Math.pow(10, random.nextDouble() * 4 - 2);
            int before = index;
            List<Integer> needs =
                    IntStream.range(0, before).filter(i -> random.nextInt(3) == 0).boxed().toList();
            long smallest = smallest(random, extent);
            long largest = random.nextInt(4) == 0 ? share(random, extent, smallest) : -1L;
            long window = random.nextInt(3) == 0 ? share(random, extent, smallest) : 0;
            stages.add(
                    new StageShape(
                            extent, smallest, hint, random.nextInt(1000), needs, largest, window));
            units.add(unit);
        }
        ExecutionPolicy policy = policy(random);
        return new SimulatedJob(
                new JobId("j" + number),
                PRIORITIES.get(random.nextInt(Priority.LEVELS)),
                random.nextInt(3) == 0,
                policy,
                List.copyOf(stages),
                List.copyOf(units),
                // To give up all numbers one by one would take as many steps.
                policy.failurePolicy() == ExecutionPolicy.FailurePolicy.FAIL_FAST
                        && random.nextInt(10) == 0,
                evil(random, stages),
                random.nextInt(5));
    }

    private static OptionalLong evil(SplittableRandom random, List<StageShape> stages) {
        if (stages.isEmpty() || stages.get(0).extent().isEmpty() || random.nextInt(3) > 0) {
            return OptionalLong.empty();
        }
        UnsignedRange extent = stages.get(0).extent();
        return OptionalLong.of(extent.start() + random.nextLong(extent.width() >>> 1 | 1));
    }

    private static ExecutionPolicy policy(SplittableRandom random) {
        return ExecutionPolicy.DEFAULT
                .withBudgets(1 + random.nextInt(4), 1 + random.nextInt(4), 3 + random.nextInt(98))
                .withTimeouts(
                        timeout(random, 4_000_000_000L),
                        timeout(random, 2_000_000_000L),
                        timeout(random, 2_000_000_000L),
                        timeout(random, 8_000_000_000L))
                .with(
                        random.nextBoolean()
                                ? ExecutionPolicy.FailurePolicy.CONTINUE
                                : ExecutionPolicy.FailurePolicy.FAIL_FAST);
    }

    /** Most jobs are in no hurry. */
    private static long timeout(SplittableRandom random, long most) {
        return random.nextInt(6) == 0 ? 50_000_000 + random.nextLong(most) : ExecutionPolicy.NEVER;
    }

    private static UnsignedRange extent(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> new UnsignedRange(7, 7);
            case 1 -> new UnsignedRange(0, 1 + random.nextInt(3));
            case 2 -> new UnsignedRange(0, -1L);
            case 3 -> new UnsignedRange(Long.MAX_VALUE - 1000, Long.MIN_VALUE + 1_000_000);
            case 4 -> new UnsignedRange(-1L - random.nextInt(5000), -1L);
            default -> {
                long start = random.nextLong(1_000_000);
                yield new UnsignedRange(start, start + 1 + random.nextLong(100_000_000));
            }
        };
    }

    /** From a hundredth of an extent to all of it. */
    private static long share(SplittableRandom random, UnsignedRange extent, long least) {
        long share = Long.divideUnsigned(extent.width(), 1 + random.nextLong(100));
        return Long.compareUnsigned(share, least) < 0 ? least : share;
    }

    private static long smallest(SplittableRandom random, UnsignedRange extent) {
        if (random.nextInt(3) > 0) {
            return 1;
        }
        long quarter = extent.width() >>> 2;
        return random.nextBoolean() ? 1 + quarter : 1 + (quarter >>> 4);
    }
}
