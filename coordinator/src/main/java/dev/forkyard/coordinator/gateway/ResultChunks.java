package dev.forkyard.coordinator.gateway;

import dev.forkyard.coordinator.stream.StreamedResult;
import java.util.Iterator;

/**
 * Makes the messages of one call from the results of its job. Confined to the stream thread.
 *
 * @param <T> the call's messages, of little more than 1 MiB each at most
 */
@FunctionalInterface
public interface ResultChunks<T> {
    /**
     * The messages of the next result in order. Each is made when the caller can take it.
     *
     * @throws RuntimeException if the result cannot be read; the call fails
     */
    Iterator<T> of(StreamedResult result);

    /** Whether the caller wants no further result. Asked when all messages of one were sent. */
    default boolean isEnough() {
        return false;
    }
}
