package dev.forkyard.coordinator.gateway.primes;

/**
 * The messages of one question about primes and the codecs of its job type. Stateless.
 *
 * @param <Q> the request
 * @param <A> the response
 */
interface PrimeDoor<Q, A> {
    /**
     * Validates a request and encodes it.
     *
     * @param path where the request stands in the whole message, such as {@code spec.sum_primes.};
     *     empty for the message itself
     * @throws dev.forkyard.common.error.InvalidRequestException with the reason and the field
     */
    byte[] encode(Q request, String path);

    /**
     * The request that an input came from.
     *
     * @param mostItems at most so many items of lists
     */
    Q request(byte[] input, int mostItems);

    /** The response with an answer. */
    A response(byte[] answer);
}
