package dev.forkyard.jobs.primes.list;

import dev.forkyard.common.job.JobPlan;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.StagePlanner;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.CountCost;
import java.util.List;

/** Describes the one stage of a list, read in order. Thread-safe, without state. */
final class PrimeListPlanner implements StagePlanner {
    /**
     * The most bytes of one part's bitmap: with its frame it still fits into a message of 1 MiB.
     * That is 30 million numbers, 5 ms of sieving below 10^10.
     */
    static final long PART_BYTES_MAX = 1_000_000;

    /** Eight parts: two for each of four workers, one in work and one on its way to the reader. */
    static final long WINDOW_BYTES_MAX = 8 * PART_BYTES_MAX;

    /** A few thousand numbers cost less than a task, so that nothing is gained below. */
    private static final double WANTED_NUMBERS_MIN = 10_000;

    /** Primes are spread unevenly: most often half a window has as many as are wanted. */
    private static final double WANTED_RESERVE = 1.2;

    /** A millisecond of testing candidates one by one, which costs nothing to start. */
    private static final long TESTED_BYTES_MIN = 400;

    @Override
    public JobPlan plan(byte[] input) {
        PrimeListInput request = PrimeListInput.decode(input);
        if (request.range().isEmpty()) {
            return new JobPlan(List.of());
        }
        UnsignedRange range = request.range();
        CountCost cost = CountCost.of(range.end());
        long window = window(request);
        long largest = Math.min(PART_BYTES_MAX, Math.max(1, window / 4));
        long smallest =
                cost.prefersSieve(range)
                        ? 1 + cost.smallestPart() / BitmapBytes.NUMBERS
                        : TESTED_BYTES_MIN;
        double unitNanos = cost.windowNanos(range) / range.widthAsDouble();
        StagePlan stage =
                new StagePlan(
                                BitmapBytes.of(range),
                                Math.min(largest, smallest),
                                unitNanos * BitmapBytes.NUMBERS,
                                cost.sieveStartNanos(),
                                List.of(),
                                input)
                        .withLargestPart(largest)
                        .inOrder(window);
        return new JobPlan(List.of(stage));
    }

    /** How far work may run ahead of the reader, in bytes. */
    static long window(PrimeListInput request) {
        double gap = request.pattern().meanDistance(UnsignedRange.toDouble(request.range().end()));
        double wanted =
                WANTED_NUMBERS_MIN + WANTED_RESERVE * gap * UnsignedRange.toDouble(request.limit());
        return (long) Math.min(WINDOW_BYTES_MAX, 2 * wanted / BitmapBytes.NUMBERS);
    }
}
