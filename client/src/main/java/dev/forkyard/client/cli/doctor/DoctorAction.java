package dev.forkyard.client.cli.doctor;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.forkyard.client.cli.connect.Connection;
import dev.forkyard.client.cli.connect.Connections;
import dev.forkyard.client.cli.doctor.Check.Verdict;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.output.Table;
import dev.forkyard.client.cli.session.Action;
import dev.forkyard.client.cli.session.CliEnvironment;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.error.ForkyardException;
import dev.forkyard.proto.v1.Coordinator;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** {@code doctor}: a line for each thing that Forkyard needs, and what to do. Stateless. */
public final class DoctorAction implements Action {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

    /** Needs nothing. */
    public DoctorAction() {}

    @Override
    public int run(ParseResult words, Session session) {
        CliEnvironment environment = session.environment();
        Map<String, String> variables = environment.variables();
        List<Check> checks =
                List.of(
                        MachineChecks.java(),
                        MachineChecks.processors(Path.of("/sys/fs/cgroup")),
                        MachineChecks.memory(),
                        MachineChecks.epoll(),
                        MachineChecks.program(
                                "setsid", "the cluster outlives its terminal with it", variables),
                        MachineChecks.program(
                                "setpriv", "workers end with their coordinator sooner", variables),
                        FolderChecks.data(environment),
                        FolderChecks.runtime(environment),
                        coordinator(session));
        print(session, checks);
        boolean failed = checks.stream().anyMatch(check -> check.verdict() == Verdict.FAIL);
        return failed ? ExitCode.FAILED : ExitCode.SUCCEEDED;
    }

    /**
     * Without a coordinator only direct commands work: no failure unless somebody asked for one.
     */
    private static Check coordinator(Session session) {
        String advice = "start one with: forkyard cluster start";
        try (Connection connection = Connections.open(session)) {
            Coordinator coordinator =
                    connection
                            .client()
                            .within(session.timeLeft(ANSWER_TIME))
                            .cluster()
                            .getCoordinator();
            return Check.ok(
                    "coordinator",
                    "%s, pid %d, version %s"
                            .formatted(
                                    session.address(),
                                    coordinator.getPid(),
                                    coordinator.getVersion()));
        } catch (CliException e) {
            boolean merelyAbsent =
                    !session.address().asked() && e.line().startsWith("no coordinator");
            return merelyAbsent
                    ? Check.warn("coordinator", "none at " + session.address(), advice)
                    : Check.fail("coordinator", e.line(), "check --address and FORKYARD_ADDRESS");
        } catch (ForkyardException | StatusRuntimeException e) {
            return Check.fail(
                    "coordinator",
                    session.address() + " does not answer as one: " + e.getMessage(),
                    "check --address and FORKYARD_ADDRESS");
        }
    }

    private static void print(Session session, List<Check> checks) {
        switch (session.format()) {
            case TEXT -> checks.forEach(check -> session.out().println(line(session, check)));
            case CSV -> table(checks).printCsv(session.out());
            case JSON -> session.json(json(checks));
        }
    }

    private static String line(Session session, Check check) {
        String verdict = verdict(check);
        String padding = " ".repeat(6 - verdict.length());
        String painted =
                switch (check.verdict()) {
                    case OK -> session.colors().good(verdict);
                    case WARN -> session.colors().warning(verdict);
                    case FAIL -> session.colors().bad(verdict);
                };
        String advice = check.advice().isEmpty() ? "" : "; " + check.advice();
        return painted
                + padding
                + check.name()
                + " ".repeat(13 - check.name().length())
                + Quoted.oneLine(check.found() + advice);
    }

    private static Table table(List<Check> checks) {
        Table table = new Table("name", "verdict", "found", "advice");
        checks.forEach(c -> table.add(c.name(), verdict(c), c.found(), c.advice()));
        return table;
    }

    private static Struct json(List<Check> checks) {
        ListValue.Builder list = ListValue.newBuilder();
        for (Check check : checks) {
            list.addValues(
                    Value.newBuilder()
                            .setStructValue(
                                    Struct.newBuilder()
                                            .putFields("name", text(check.name()))
                                            .putFields("verdict", text(verdict(check)))
                                            .putFields("found", text(check.found()))
                                            .putFields("advice", text(check.advice()))));
        }
        return Struct.newBuilder()
                .putFields("checks", Value.newBuilder().setListValue(list).build())
                .build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static String verdict(Check check) {
        return check.verdict().name().toLowerCase(Locale.ROOT);
    }
}
