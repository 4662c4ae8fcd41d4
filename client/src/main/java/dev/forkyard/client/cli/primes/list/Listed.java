package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.ResponseStream;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.proto.v1.Range;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What is listed: how it is asked for and how it is written. Confined to the command's thread.
 *
 * @param <R> the chunks of a list
 */
interface Listed<R> {
    /**
     * Asks for a list.
     *
     * @param left at most so many, unsigned, unless the words have no limit
     */
    ResponseStream<R> open(ForkyardClient client, UnsignedRange range, long left);

    /** The numbers that a chunk is about. */
    Range about(R chunk);

    /** How many of what is listed a chunk has. */
    long count(R chunk);

    /** Writes what stands before the first chunk. */
    void begin(OutputStream out) throws IOException;

    /** Writes a chunk, and closes it if it is to be closed. */
    void write(R chunk, OutputStream out) throws IOException;

    /** Writes what stands behind the last chunk. */
    void end(OutputStream out) throws IOException;
}
