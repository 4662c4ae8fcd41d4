package dev.forkyard.coordinator.loop;

/** What the loop calls besides messages, on its own thread. Must not block. */
public interface LoopHooks {
    /** Called every 10 to 25 ms; while {@link #isIdle}, every 100. */
    void tick(long nowNanos);

    /** Whether nothing but a message can make anything due soon. */
    default boolean isIdle() {
        return false;
    }

    /** Called after each batch of messages. */
    void afterTurn(long nowNanos);

    /** Called when the loop ended by a broken invariant. */
    void broken(Throwable cause);
}
