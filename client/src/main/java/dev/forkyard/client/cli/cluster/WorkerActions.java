package dev.forkyard.client.cli.cluster;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.OutputFormat;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.DrainWorkerResponse;
import dev.forkyard.proto.v1.KillWorkerResponse;
import dev.forkyard.proto.v1.ResizePoolResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code workers kill}, {@code drain} and {@code resize}. Stateless. */
public final class WorkerActions {
    static final Duration ANSWER_TIME = Duration.ofSeconds(20);

    private static final int WORKERS_MAX = 1024;

    private WorkerActions() {}

    /** The words of the commands that take workers' ids. */
    public static void describeIds(CommandSpec spec) {
        describe(spec, "ID", "A worker's id, such as w3, or its number alone");
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  forkyard workers list",
                        "  forkyard workers kill w3",
                        "  forkyard workers drain w1 w2");
    }

    /** The words of {@code workers resize}. */
    public static void describeResize(CommandSpec spec) {
        describe(spec, "N", "How many workers there should be, besides spares");
        spec.usageMessage().footer("", "Example:", "  forkyard workers resize 4");
    }

    /** {@code workers kill}. */
    public static int kill(ParseResult words, Session session) {
        each(words, session, ForkyardClient::killWorker);
        if (session.format() == OutputFormat.JSON) {
            session.json(KillWorkerResponse.getDefaultInstance());
        }
        return ExitCode.SUCCEEDED;
    }

    /** {@code workers drain}. */
    public static int drain(ParseResult words, Session session) {
        each(words, session, ForkyardClient::drainWorker);
        if (session.format() == OutputFormat.JSON) {
            session.json(DrainWorkerResponse.getDefaultInstance());
        }
        return ExitCode.SUCCEEDED;
    }

    /** {@code workers resize}. */
    public static int resize(ParseResult words, Session session) {
        List<String> written = words.matchedPositionalValue(0, List.of());
        String text = written.size() == 1 ? written.get(0) : "";
        if (!text.matches("[0-9]{1,4}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > WORKERS_MAX) {
            throw CliException.usage(
                    "workers resize needs one number from 1 to %d, was %s"
                            .formatted(WORKERS_MAX, Quoted.of(String.join(" ", written))));
        }
        int workers = Integer.parseInt(text);
        try (Connection connection = Connections.open(session)) {
            int before = connection.client().within(session.timeLeft(ANSWER_TIME)).resize(workers);
            switch (session.format()) {
                case TEXT -> session.out().println("workers " + before + " -> " + workers);
                case CSV -> session.out().println("before,after\n" + before + "," + workers);
                case JSON -> session.json(ResizePoolResponse.newBuilder().setWorkersBefore(before));
            }
        }
        return ExitCode.SUCCEEDED;
    }

    /** The ids that the words name. */
    static List<String> ids(ParseResult words) {
        List<String> written = words.matchedPositionalValue(0, List.of());
        if (written.isEmpty()) {
            throw CliException.usage(
                    "no ID given; write a worker's id such as w3 (see forkyard workers list)");
        }
        return written.stream().map(WorkerActions::id).toList();
    }

    private static String id(String word) {
        if (!word.matches("w?[1-9][0-9]{0,17}")) {
            throw CliException.usage("ID " + Quoted.of(word) + " is not a worker's id such as w3");
        }
        return word.startsWith("w") ? word : "w" + word;
    }

    private static void each(
            ParseResult words, Session session, BiConsumer<ForkyardClient, String> order) {
        List<String> ids = ids(words);
        try (Connection connection = Connections.open(session)) {
            ForkyardClient client = connection.client().within(session.timeLeft(ANSWER_TIME));
            for (String id : ids) {
                order.accept(client, id);
                if (session.format() != OutputFormat.JSON) {
                    session.out().println(id);
                }
            }
        }
    }

    private static void describe(CommandSpec spec, String label, String description) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel(label)
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(description)
                        .build());
    }
}
