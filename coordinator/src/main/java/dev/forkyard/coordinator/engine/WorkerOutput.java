package dev.forkyard.coordinator.engine;

/** What one worker printed, as far as it is kept, and what it prints from now on. Thread-safe. */
public interface WorkerOutput {
    /** One of a process's two output streams. */
    enum Stream {
        /** Standard output. */
        STDOUT,
        /** Standard error. */
        STDERR
    }

    /**
     * A stretch of output. Immutable by contract.
     *
     * @param start position of its first byte in all that the worker ever printed; above the one
     *     asked for when what lay there is no longer kept
     * @param ended whether nothing will ever follow behind it
     */
    record Slice(long start, byte[] bytes, boolean ended) {}

    /**
     * Reads what is kept from a position on; empty if nothing is there yet. Does not wait.
     *
     * @param most bytes to return at most, ≥ 1
     */
    Slice read(Stream stream, long from, int most);

    /**
     * Has somebody told, on a thread that must not be blocked, each time that more can be read or
     * the worker ended.
     *
     * @return runs to be told no longer
     */
    Runnable whenMore(Runnable listener);
}
