package dev.forkyard.coordinator.stream;

/** Takes the results of one stream. Called on the stream thread; must not block. */
@FunctionalInterface
public interface ResultReader {
    /**
     * Takes as many results as it has room for now, by {@link ResultStream#poll}. Called when there
     * may be one, and after {@link ResultStream#wake}.
     */
    void read(ResultStream stream);
}
