package dev.forkyard.client.cli.primes;

import com.google.protobuf.Message;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the answer to one question about primes is written. Stateless.
 *
 * @param <A> the response
 */
interface AnswerForm<A extends Message> {
    /** The answers of requests that were one command, in their order, as one; one or more. */
    A joined(List<A> answers);

    /** Its lines of text. */
    Stream<String> text(A answer);

    /** Its rows, after a header. */
    Stream<String> csv(A answer);
}
