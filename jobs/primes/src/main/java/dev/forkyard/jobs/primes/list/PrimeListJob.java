package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.JobType;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;

/**
 * Lists primes or prime k-tuplets: {@link PrimeListInput} in, bitmaps in order out ({@link
 * BitmapBytes} describes them). A part's result is one byte for each of its numbers, which are
 * bytes of the bitmap. Thread-safe.
 */
public final class PrimeListJob implements JobType {
    /** The stable name and version. */
    public static final JobTypeId ID = new JobTypeId("primes.list", 2);

    /** The extent of the stage that is planned for an input. */
    public static UnsignedRange extent(PrimeListInput input) {
        return BitmapBytes.of(input.range());
    }

    /** The most bytes of results that wait for their reader. */
    public static long windowBytes(PrimeListInput input) {
        long all = extent(input).width();
        long window = PrimeListPlanner.window(input);
        return Long.compareUnsigned(all, window) < 0 ? all : window;
    }

    @Override
    public JobTypeId id() {
        return ID;
    }

    @Override
    public StagePlanner planner() {
        return new PrimeListPlanner();
    }

    @Override
    public TaskFunction newTaskFunction() {
        return new PrimeListTask();
    }

    @Override
    public List<byte[]> warmUpInputs() {
        UnsignedRange range = new UnsignedRange(1_000_000, 2_000_000);
        return List.of(new PrimeListInput(range, PrimeListInput.UNLIMITED).encode());
    }

    /**
     * @throws IllegalArgumentException if the input cannot be read
     */
    @Override
    public Gatherer newGatherer(byte[] input) {
        return new PrimeListGatherer(PrimeListInput.decode(input));
    }
}
