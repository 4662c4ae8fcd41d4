package dev.forkyard.coordinator.loop;

/** What the loop calls besides messages, on its own thread. Must not block. */
public interface LoopHooks {
    /** Called about every 25 ms. */
    void tick(long nowNanos);

    /** Called after each batch of messages. */
    void afterTurn(long nowNanos);

    /** Called when the loop ended by a broken invariant. */
    void broken(Throwable cause);
}
