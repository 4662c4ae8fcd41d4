package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.range.UnsignedRange;
import java.util.Random;

/** Windows for tests, and counting in them. Stateless. */
public final class Windows {
    private Windows() {}

    /** The half-open window of an inclusive one, as primesieve writes them. */
    public static UnsignedRange inclusive(String first, String last) {
        return new UnsignedRange(Long.parseUnsignedLong(first), Long.parseUnsignedLong(last) + 1);
    }

    /** A window of a random magnitude from 2^0 to 2^64, at most {@code widthMax} wide. */
    public static UnsignedRange random(Random random, long widthMax) {
        long end = random.nextLong() >>> random.nextInt(Long.SIZE);
        long width = 1 + (long) (random.nextDouble() * (widthMax - 1));
        return Long.compareUnsigned(width, end) >= 0
                ? new UnsignedRange(0, end)
                : new UnsignedRange(end - width, end);
    }

    /** Counts without being stopped. */
    public static long count(PrimeCounter counter, UnsignedRange window) {
        if (window.isEmpty()) {
            return 0;
        }
        PrefixCount prefix = counter.count(window, ScriptedTaskContext.undisturbed());
        if (prefix.finishedTo() != window.end()) {
            throw new AssertionError("%s ended at %s".formatted(window, prefix));
        }
        return prefix.count();
    }

    /** Counts a window in at most eight parts that are cut at random. */
    public static long countCut(PrimeCounter counter, UnsignedRange window, Random random) {
        long sum = 0;
        UnsignedRange rest = window;
        for (int cuts = 0; cuts < 7 && rest.width() != 0; cuts++) {
            long middle =
                    rest.start() + 1 + Long.remainderUnsigned(random.nextLong(), rest.width());
            sum += count(counter, new UnsignedRange(rest.start(), middle));
            rest = new UnsignedRange(middle, rest.end());
        }
        return sum + count(counter, rest);
    }
}
