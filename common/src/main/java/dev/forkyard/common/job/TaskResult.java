package dev.forkyard.common.job;

/**
 * What a task function returns: the payload for the prefix {@code [part.start, finishedTo)}.
 * Immutable by contract: the bytes must not be changed.
 *
 * @param finishedTo the first number that is not covered, unsigned; equal to the part's end when
 *     all of it is done, equal to its start (with an empty payload) when nothing is
 * @param payload the result of that prefix in the type's own codec, at most {@value
 *     #PAYLOAD_BYTES_MAX} bytes
 */
public record TaskResult(long finishedTo, byte[] payload) {
    /**
     * The most bytes that one attempt can return: with less, a stage of quick numbers and large
     * results, such as a list of small primes, would be tasks of a millisecond, and a quarter of
     * its time handing over.
     */
    public static final int PAYLOAD_BYTES_MAX = 1024 * 1024;

    /**
     * @throws IllegalArgumentException if the payload is too large
     */
    public TaskResult {
        if (payload.length > PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "task result has %d bytes, at most %d"
                            .formatted(payload.length, PAYLOAD_BYTES_MAX));
        }
    }
}
