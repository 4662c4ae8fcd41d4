package dev.forkyard.jobs.primes.scan;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.CountCost;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;

/**
 * Shows the primes of windows, by sieve or candidate by candidate, whichever is expected to be
 * quicker. Confined to one thread.
 */
public final class PrimeScan {
    private static final int[] SMALL_PRIMES = {2, 3, 5};

    private final SegmentedSieve sieve;

    /**
     * @param sieve free for use while a window is scanned
     */
    public PrimeScan(SegmentedSieve sieve) {
        this.sieve = sieve;
    }

    /**
     * Shows the primes of a window, reports progress, and stops early when asked to.
     *
     * @param window never empty
     * @param context asked whether to stop every few milliseconds
     * @return the first number of the window that was not shown, unsigned; its start when nothing
     *     was, its end when all was
     */
    public long scan(UnsignedRange window, TaskContext context, PrimeSink sink) {
        showSmall(window, sink);
        if (!CountCost.of(window.end()).prefersSieve(window)) {
            return CandidateScan.scan(window, context, sink);
        }
        Reached reached = new Reached(window.start());
        sieve.sieve(
                window,
                context,
                (bits, from, to, firstByte, finishedTo) -> {
                    sink.segment(bits, from, to, firstByte);
                    reached.number = finishedTo;
                    context.progress(finishedTo);
                    return !context.shouldStop();
                });
        return reached.number;
    }

    static void showSmall(UnsignedRange window, PrimeSink sink) {
        for (int prime : SMALL_PRIMES) {
            if (window.contains(prime)) {
                sink.small(prime);
            }
        }
    }

    /** How far a scan got. Confined to one thread. */
    private static final class Reached {
        private long number;

        Reached(long number) {
            this.number = number;
        }
    }
}
