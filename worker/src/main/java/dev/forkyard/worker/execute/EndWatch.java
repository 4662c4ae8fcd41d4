package dev.forkyard.worker.execute;

import dev.forkyard.common.range.UnsignedRange;

/**
 * Finds the moment at which a long attempt is about to end, by its own pace: told of it, the
 * coordinator sends the next one, and the slot goes from one to the other without a pause. Confined
 * to the thread that executes.
 *
 * <p>The clock is read a few times an attempt: first after half of the part, then each time where
 * the moment should be by what was seen.
 */
final class EndWatch {
    /** From the worker's word to the next order it takes up to 2 ms where every core is busy. */
    static final long NEAR_NANOS = 3_000_000;

    /** An attempt of less than this has company in the queue anyway. */
    static final long LONG_NANOS = 1_000_000;

    private static final long NEVER = -1;

    private final UnsignedRange part;
    private final long startNanos;
    private long lookAt;

    EndWatch(UnsignedRange part, long startNanos) {
        this.part = part;
        this.startNanos = startNanos;
        this.lookAt = part.start() + Math.max(1, part.width() >>> 1);
    }

    /** Whether the clock is worth reading once all numbers below this one are done. */
    boolean isDue(long finishedTo) {
        return Long.compareUnsigned(finishedTo, lookAt) >= 0;
    }

    /** Whether the end is near; true once. */
    boolean isNear(long finishedTo, long nowNanos) {
        double done = UnsignedRange.toDouble(finishedTo - part.start());
        double rest = UnsignedRange.toDouble(part.end() - finishedTo);
        double spent = Math.max(1, nowNanos - startNanos);
        double left = rest * spent / done;
        if (rest == 0 || left <= NEAR_NANOS) {
            lookAt = NEVER;
            return rest > 0 && spent >= LONG_NANOS;
        }
        long ahead = UnsignedRange.fromDouble((left - NEAR_NANOS) * done / spent);
        lookAt = finishedTo + Math.max(1, ahead);
        return false;
    }
}
