package dev.forkyard.client.cli.primes.list;

import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.Action;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code primes list} and {@code primes tuplets --list}: writes what is read. Stateless. The work
 * lives as long as the call, so giving up in whatever way ends it.
 */
public final class ListAction implements Action {
    /** Needs nothing. */
    public ListAction() {}

    /** The words of the command. */
    public static void describe(CommandSpec spec) {
        ListWords.describe(spec);
    }

    /** {@code jobs submit primes list}: refuses. */
    public static Action refusal() {
        return (parsed, session) -> {
            throw CliException.usage(
                    "primes %s cannot be submitted: it is computed as it is read and kept nowhere; run it"
                                    .formatted(
                                            parsed.hasMatchedOption(ListWords.LIST)
                                                    ? "tuplets --list"
                                                    : "list")
                            + " directly, or submit a count");
        };
    }

    /**
     * {@code primes tuplets}: counts, unless {@code --list} is given.
     *
     * @param count what counts
     * @param list what lists, or refuses to
     */
    public static Action tuplets(Action count, Action list) {
        return (parsed, session) -> {
            if (parsed.hasMatchedOption(ListWords.LIST)) {
                return list.run(parsed, session);
            }
            ListWords.checkCounting(parsed);
            return count.run(parsed, session);
        };
    }

    /** The words that {@code primes tuplets} has for listing. */
    public static void describeTuplets(CommandSpec spec) {
        ListWords.describeTuplets(spec);
    }

    @Override
    public int run(ParseResult parsed, Session session) {
        ListWords words = ListWords.of(parsed, session);
        try {
            Optional<ListFile> file =
                    words.file().isEmpty()
                            ? Optional.empty()
                            : Optional.of(ListFile.open(words, session));
            return file.isEmpty()
                    ? list(new Listing(words, session.environment().bytes()), session)
                    : file.get().write(listing -> list(listing, session));
        } catch (UncheckedIOException e) {
            return unwritten(words, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            return unwritten(words, e);
        }
    }

    private static int unwritten(ListWords words, IOException why) {
        String message = "" + why.getMessage();
        if (words.file().isEmpty() && message.contains("Broken pipe")) {
            return ExitCode.BROKEN_PIPE;
        }
        String where = words.file().map(Path::toString).orElse("stdout");
        throw new CliException(
                ExitCode.FAILED, "cannot write to " + where + ": " + Quoted.oneLine(message));
    }

    /**
     * What is still to be written, and where to.
     *
     * @param begins whether the output is empty yet
     */
    record Listing(ListWords words, OutputStream out, boolean begins) {
        Listing(ListWords words, OutputStream out) {
            this(words, out, true);
        }
    }

    private static int list(Listing listing, Session session) {
        try (Connection connection = Connections.openOrFork(session)) {
            return session.environment()
                    .interruption()
                    .during(
                            () -> ListRun.of(listing, session, connection.client()).run(),
                            connection::close);
        }
    }
}
