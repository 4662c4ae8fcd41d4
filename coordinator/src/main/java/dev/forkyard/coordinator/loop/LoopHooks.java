package dev.forkyard.coordinator.loop;

/** What the loop calls besides messages, on its own thread. Must not block. */
public interface LoopHooks {
    /** Called every 10 to 25 ms; while {@link #calmUntilNanos} allows it, every 100. */
    void tick(long nowNanos);

    /**
     * Until when nothing but a message makes anything due, by {@code System.nanoTime}; in the past
     * if that is not known.
     */
    default long calmUntilNanos(long nowNanos) {
        return nowNanos;
    }

    /** Called after each batch of messages. */
    void afterTurn(long nowNanos);

    /** Called when the loop ended by a broken invariant. */
    void broken(Throwable cause);
}
