package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;

/**
 * How long a piece waits before it is tried again. Stateless.
 *
 * <p>Twice as long each time, from 100 ms to 10 s, so that what is broken for a moment has time to
 * mend and what is broken for good costs little. A quarter more or less, different for each
 * attempt, keeps pieces that failed together from coming back together; it is a hash of the
 * attempt's name, since the core knows no random numbers.
 */
final class Backoff {
    private static final long FIRST_NANOS = 100_000_000;
    private static final long MOST_NANOS = 10_000_000_000L;

    /** A worker lost by nobody's fault says little about the next one, but a series does. */
    private static final int LOSSES_FREE = 2;

    private Backoff() {}

    /** After its nth exception, n ≥ 1. */
    static long afterException(AttemptId attempt, int nth) {
        return delay(attempt, nth);
    }

    /** After its nth loss, n ≥ 1; 0 for at once. */
    static long afterLoss(AttemptId attempt, int nth) {
        return nth <= LOSSES_FREE ? 0 : delay(attempt, nth - LOSSES_FREE);
    }

    private static long delay(AttemptId attempt, int nth) {
        long nanos = Math.min(MOST_NANOS, FIRST_NANOS << Math.min(nth - 1, 20));
        long seed =
                attempt.job().value().hashCode() * 31L * 31L
                        + attempt.task().number() * 31L
                        + attempt.number();
        long spread = nanos / 2;
        return nanos - spread / 2 + Long.remainderUnsigned(mix(seed), spread + 1);
    }

    /**
     * The finisher of SplitMix64 (Steele, Lea and Flood 2014, as in java.util.SplittableRandom).
     */
    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
