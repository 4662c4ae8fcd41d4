package dev.forkyard.client.cli;

import dev.forkyard.client.cli.connect.Address;
import dev.forkyard.client.cli.connect.LocalPool;
import dev.forkyard.client.cli.session.CliEnvironment;
import dev.forkyard.client.cli.session.Interruption;
import dev.forkyard.client.cli.session.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One command line in a test: its surroundings, and after {@link #run} what came of it. */
final class CliRun {
    /** Port 1 is reserved, so that nobody listens there; and not asked for. */
    static final Address NOBODY = new Address("127.0.0.1", 1, false);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Interruption interruption = new Interruption();
    private Writer outWriter = out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private OutputStream bytes = written;
    private String in = "";
    private Terminal terminal = Terminal.NONE;
    private Optional<Path> scripts = Optional.empty();
    private LocalPool.Opener pools =
            workers -> {
                throw new AssertionError("no private pool of " + workers + " is wanted here");
            };
    private int exitCode = -1;

    CliRun with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    CliRun in(String text) {
        in = text;
        return this;
    }

    CliRun on(Terminal where) {
        terminal = where;
        return this;
    }

    CliRun writingTo(Writer writer) {
        outWriter = writer;
        return this;
    }

    CliRun writingBytesTo(OutputStream stream) {
        bytes = stream;
        return this;
    }

    CliRun scripts(Path folder) {
        scripts = Optional.of(folder);
        return this;
    }

    CliRun pools(LocalPool.Opener opener) {
        pools = opener;
        return this;
    }

    Interruption interruption() {
        return interruption;
    }

    CliRun run(String... words) {
        exitCode =
                CliMain.run(
                        words,
                        new CliEnvironment(
                                new PrintWriter(outWriter),
                                bytes,
                                new PrintWriter(err),
                                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                                Map.copyOf(variables),
                                NOBODY,
                                terminal,
                                InstantSource.fixed(Instant.ofEpochSecond(1_000_060)),
                                interruption,
                                pools,
                                scripts));
        return this;
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out.toString();
    }

    /** What was written as bytes. */
    byte[] bytes() {
        return written.toByteArray();
    }

    String err() {
        return err.toString();
    }
}
