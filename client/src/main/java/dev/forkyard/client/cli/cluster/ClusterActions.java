package dev.forkyard.client.cli.cluster;

import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.ListWorkersResponse;
import dev.forkyard.proto.v1.Worker;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code status} and {@code workers list}. Stateless. */
public final class ClusterActions {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(20);

    private ClusterActions() {}

    /** {@code status}. */
    public static int status(ParseResult words, Session session) {
        try (Connection connection = Connections.open(session)) {
            GetClusterResponse cluster =
                    connection.client().within(session.timeLeft(ANSWER_TIME)).cluster();
            switch (session.format()) {
                case TEXT -> new StatusPage(session).print(cluster);
                case JSON -> session.json(cluster);
                case CSV ->
                        throw CliException.usage(
                                "status has no csv form; use --output text or json, or: forkyard"
                                        + " workers list --output csv");
            }
        }
        return ExitCode.SUCCEEDED;
    }

    /** {@code workers list}. */
    public static int workers(ParseResult words, Session session) {
        try (Connection connection = Connections.open(session)) {
            List<Worker> workers =
                    connection.client().within(session.timeLeft(ANSWER_TIME)).workers();
            switch (session.format()) {
                case TEXT -> WorkerTable.text(workers).printText(session.out());
                case CSV -> WorkerTable.csv(workers).printCsv(session.out());
                case JSON -> session.json(ListWorkersResponse.newBuilder().addAllWorkers(workers));
            }
        }
        return ExitCode.SUCCEEDED;
    }
}
