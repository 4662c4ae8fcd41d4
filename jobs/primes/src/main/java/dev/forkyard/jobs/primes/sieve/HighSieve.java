package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sieve of windows that need primes above {@link SieveSizes#MEDIUM_PRIME_MAX}. Thread-safe: one
 * window at a time.
 *
 * <p>There is one for the whole process, against the house's custom, because it may keep most of
 * the heap from window to window, and a worker has several job types that sieve.
 */
final class HighSieve {
    private static final TaskContext UNDISTURBED =
            new TaskContext() {
                @Override
                public boolean cancelled() {
                    return false;
                }

                @Override
                public boolean yieldRequested() {
                    return false;
                }

                @Override
                public void progress(long finishedTo) {}
            };

    private static final HighSieve SHARED = new HighSieve();

    private final ReentrantLock lock = new ReentrantLock();
    private final HighPrimes highPrimes;
    private final WindowSieve sieve;

    private HighSieve() {
        BasePrimes basePrimes = new BasePrimes(SieveSizes.MEDIUM_PRIME_MAX);
        PresievePatterns patterns = new PresievePatterns(basePrimes);
        WindowSieve inner = new WindowSieve(patterns, basePrimes, SegmentStencil.NONE);
        highPrimes = new HighPrimes(new PrimeSource(inner), UNDISTURBED);
        sieve = new WindowSieve(patterns, basePrimes, highPrimes);
    }

    /** The one of this process. */
    static HighSieve shared() {
        return SHARED;
    }

    /**
     * Sieves a window.
     *
     * @param window never empty
     * @param context asked whether to stop while big primes cross off
     * @param visitor gets each segment in ascending order
     */
    void sieve(UnsignedRange window, TaskContext context, SegmentVisitor visitor) {
        lock.lock();
        try {
            highPrimes.ask(context);
            sieve.sieve(window, visitor);
        } finally {
            highPrimes.ask(UNDISTURBED);
            lock.unlock();
        }
    }
}
