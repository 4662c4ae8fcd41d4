package dev.forkyard.client.cli.cluster;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.WorkerLog;
import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.output.ChunkedText;
import dev.forkyard.client.cli.output.Json;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.OutputStream;
import dev.forkyard.proto.v1.TailLogsResponse;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code workers logs}: what a worker printed, as it printed it. Stateless. */
public final class LogAction {
    private LogAction() {}

    /** The words of {@code workers logs}. */
    public static void describe(CommandSpec spec) {
        WorkerActions.describeIds(spec);
        spec.addOption(
                flag("Go on with what it prints from now on, until it ends", "-f", "--follow"));
        spec.addOption(flag("Only its standard output", "--stdout"));
        spec.addOption(flag("Only its standard error", "--stderr"));
        spec.usageMessage()
                .footer(
                        "",
                        "The last bytes are kept, also of workers that ended lately.",
                        "",
                        "Examples:",
                        "  forkyard workers logs w3",
                        "  forkyard workers logs -f w3 --stderr");
    }

    /** {@code workers logs}. */
    public static int run(ParseResult words, Session session) {
        List<String> ids = WorkerActions.ids(words);
        if (ids.size() > 1) {
            throw CliException.usage("workers logs takes one ID; use one command for each");
        }
        if (session.format() == OutputFormat.CSV) {
            throw CliException.usage("workers logs has no csv form; use --output text or json");
        }
        OutputStream stream = stream(words);
        boolean follow = words.hasMatchedOption("-f");
        try (Connection connection = Connections.open(session)) {
            ForkyardClient client = connection.client();
            ForkyardClient limited =
                    follow
                            ? session.timeLeft().map(client::within).orElse(client)
                            : client.within(session.timeLeft(WorkerActions.ANSWER_TIME));
            try (WorkerLog log = limited.workerLog(ids.get(0), stream, follow)) {
                return session.environment()
                        .interruption()
                        .during(() -> print(log, session), log::close);
            }
        }
    }

    private static int print(WorkerLog log, Session session) {
        ChunkedText stdout = new ChunkedText();
        ChunkedText stderr = new ChunkedText();
        while (log.hasNext()) {
            TailLogsResponse stretch = log.next();
            if (session.format() == OutputFormat.JSON) {
                session.out().println(Json.line(stretch));
            } else {
                boolean error = stretch.getStream() == OutputStream.OUTPUT_STREAM_STDERR;
                ChunkedText text = error ? stderr : stdout;
                session.out().print(text.next(stretch.getData().toByteArray()));
            }
            if (session.out().checkError()) { // Flushes. Nobody reads on.
                throw new CliException(ExitCode.BROKEN_PIPE, "the reader has gone");
            }
        }
        return ExitCode.SUCCEEDED;
    }

    private static OutputStream stream(ParseResult words) {
        boolean stdout = words.hasMatchedOption("--stdout");
        boolean stderr = words.hasMatchedOption("--stderr");
        if (stdout == stderr) {
            return OutputStream.OUTPUT_STREAM_UNSPECIFIED;
        }
        return stdout ? OutputStream.OUTPUT_STREAM_STDOUT : OutputStream.OUTPUT_STREAM_STDERR;
    }

    private static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }
}
