package dev.forkyard.worker;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.worker.link.LinkAddress;

/**
 * What a worker is told on its command line. Immutable.
 *
 * @param worker the number that it was forked under
 * @param address where its coordinator listens
 */
record WorkerArguments(WorkerId worker, LinkAddress address) {
    static final String USAGE = "usage: --worker N --socket unix:/PATH|tcp:HOST:PORT, or --train";

    /**
     * Reads {@code --worker N --socket ADDRESS}.
     *
     * @throws IllegalArgumentException if the arguments are others; the message tells the usage
     */
    static WorkerArguments parse(String... arguments) {
        if (arguments.length != 4
                || !arguments[0].equals("--worker")
                || !arguments[2].equals("--socket")) {
            throw new IllegalArgumentException(USAGE);
        }
        try {
            return new WorkerArguments(
                    new WorkerId(Long.parseLong(arguments[1])), LinkAddress.parse(arguments[3]));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(malformed.getMessage() + "; " + USAGE, malformed);
        }
    }
}
