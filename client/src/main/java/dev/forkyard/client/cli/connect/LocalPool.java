package dev.forkyard.client.cli.connect;

import io.grpc.Channel;

/** A coordinator with its workers inside this process, for one call. */
public interface LocalPool extends AutoCloseable {
    /** Its services. */
    Channel channel();

    /** Ends its workers. */
    @Override
    void close();

    /** Opens one. */
    @FunctionalInterface
    interface Opener {
        /**
         * Forks the workers.
         *
         * @param workers ≥ 1, or 0 for one a core
         */
        LocalPool open(int workers);
    }
}
