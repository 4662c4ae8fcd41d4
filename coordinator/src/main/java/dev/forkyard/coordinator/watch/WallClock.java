package dev.forkyard.coordinator.watch;

import java.time.Instant;

/** Turns times of the loop's monotonic clock into wall-clock times. Immutable. */
public final class WallClock {
    private final Instant start;
    private final long startNanos;

    /** A clock that holds from now on. */
    public WallClock() {
        this.start = Instant.now();
        this.startNanos = System.nanoTime();
    }

    /** When a monotonic time was. */
    public Instant at(long nanos) {
        return start.plusNanos(nanos - startNanos);
    }

    /** The time by this clock, which never goes backwards. */
    public Instant now() {
        return at(System.nanoTime());
    }

    /** When this clock was made: the coordinator's start. */
    public Instant start() {
        return start;
    }
}
