package dev.forkyard.client.cli.session;

import dev.forkyard.client.cli.connect.Address;
import dev.forkyard.client.cli.connect.LocalPool;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of the process that a command may touch, so that a test can put other things there.
 *
 * @param out answers only
 * @param bytes the same place for answers by the megabyte; a command uses one of the two
 * @param err notes, progress and errors
 * @param in what {@code --file -} reads
 * @param variables the environment variables
 * @param usualAddress where a coordinator answers unless told otherwise
 * @param terminal where out and err go
 * @param clock for ages and elapsed times
 * @param interruption the process's own signals
 * @param pools opens a private pool
 * @param scripts the folder of start-cluster.sh, empty if unknown
 */
public record CliEnvironment(
        PrintWriter out,
        OutputStream bytes,
        PrintWriter err,
        InputStream in,
        Map<String, String> variables,
        Address usualAddress,
        Terminal terminal,
        InstantSource clock,
        Interruption interruption,
        LocalPool.Opener pools,
        Optional<Path> scripts) {
    /** The value of a variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
