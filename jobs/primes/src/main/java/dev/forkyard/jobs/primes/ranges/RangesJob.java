package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.scan.ScanCost;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a job type that folds the primes of ranges: {@link RangesInput} in, {@link
 * RangesResult} out. Thread-safe.
 *
 * <p>Each range that is not empty is a stage, which the core cuts where it likes; the fold of a
 * part is joined with those of its neighbours.
 *
 * @param operation what is folded
 */
public record RangesJob<F>(RangeOperation<F> operation) {
    /** Where a range begins: what every task of its stage gets. */
    private static final int STAGE_BYTES = Long.BYTES;

    /** The planner of the type. */
    public StagePlanner planner() {
        return input -> plan(RangesInput.decode(input));
    }

    /** A task function for one slot. */
    public TaskFunction newTaskFunction() {
        return new RangesTask<>(operation);
    }

    /**
     * A gatherer for one job.
     *
     * @throws IllegalArgumentException if the input cannot be read
     */
    public Gatherer newGatherer(byte[] input) {
        return new RangesGatherer<>(operation, RangesInput.decode(input));
    }

    /** The low and the middle numbers, which every operation takes. */
    public List<byte[]> warmUpInputs() {
        return List.of(
                RangesInput.of(
                                List.of(
                                        new UnsignedRange(1_000_000, 2_000_000),
                                        new UnsignedRange(1_000_000_000_000L, 1_000_001_000_000L)))
                        .encode());
    }

    private static JobPlan plan(RangesInput input) {
        List<StagePlan> stages = new ArrayList<>();
        for (UnsignedRange range : input.ranges()) {
            if (!range.isEmpty()) {
                stages.add(stage(range));
            }
        }
        return new JobPlan(stages);
    }

    private static StagePlan stage(UnsignedRange range) {
        ScanCost cost = ScanCost.of(range);
        return new StagePlan(
                range,
                cost.smallestPart(),
                cost.unitNanos(),
                cost.attemptNanos(),
                List.of(),
                ByteBuffer.allocate(STAGE_BYTES).putLong(range.start()).array());
    }

    /**
     * Where the range of a stage begins.
     *
     * @throws IllegalArgumentException if the bytes have another form
     */
    static long rangeStart(byte[] stageInput) {
        if (stageInput.length != STAGE_BYTES) {
            throw new IllegalArgumentException(
                    "stage has %d bytes, %d expected".formatted(stageInput.length, STAGE_BYTES));
        }
        return ByteBuffer.wrap(stageInput).getLong();
    }
}
