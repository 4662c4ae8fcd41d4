package dev.forkyard.coordinator.loop;

/** Something for the loop thread to do at once. Must not block. */
@FunctionalInterface
public interface Message {
    /**
     * Called on the loop thread.
     *
     * @param nowNanos the loop's time, never less than that of the message before
     */
    void deliver(long nowNanos);
}
