package dev.forkyard.coordinator.schedule;

import java.util.function.LongConsumer;

/** One thing that is to happen when a time has come. Confined to the loop thread. */
final class Timer {
    private final LongConsumer whenDue;

    /** When it is due; of no meaning while it is not set. */
    long atNanos;

    /** Orders timers of one time by when they were set. */
    long sequence;

    /** Its place in the heap, −1 while it is not set. */
    int place = -1;

    Timer(LongConsumer whenDue) {
        this.whenDue = whenDue;
    }

    boolean isSet() {
        return place >= 0;
    }

    boolean isBefore(Timer other) {
        return atNanos != other.atNanos ? atNanos < other.atNanos : sequence < other.sequence;
    }

    void due(long nowNanos) {
        whenDue.accept(nowNanos);
    }
}
