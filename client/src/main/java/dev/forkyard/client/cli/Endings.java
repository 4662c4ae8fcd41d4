package dev.forkyard.client.cli;

import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.common.error.ForkyardException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Turns whatever ended a command into a line and an exit code. Stateless. */
final class Endings {
    private Endings() {}

    /** The ending that an exception means. */
    static CliException of(RuntimeException thrown, Session session) {
        if (session.timedOut() && !(thrown instanceof CliException)) {
            return timeout(session);
        }
        if (thrown instanceof CliException ending) {
            return ending;
        }
        if (thrown instanceof ForkyardException refused) {
            return new CliException(
                    ExitCode.of(refused.reason()),
                    Quoted.oneLine(refused.getMessage()) + " [" + refused.reason() + "]");
        }
        if (thrown instanceof StatusRuntimeException status) {
            return transport(status.getStatus(), session);
        }
        return new CliException(
                ExitCode.FAILED,
                "internal error: " + Quoted.oneLine(thrown.toString()) + "; please report it");
    }

    private static CliException timeout(Session session) {
        String time = session.timeout().map(DurationText::of).orElse("");
        return new CliException(ExitCode.TIMEOUT, "gave up after --timeout " + time);
    }

    private static CliException transport(Status status, Session session) {
        String where = session.address().toString();
        String cause =
                status.getDescription() == null
                        ? status.getCode().name()
                        : status.getCode() + ", " + Quoted.oneLine(status.getDescription());
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED ->
                    new CliException(
                            ExitCode.UNAVAILABLE,
                            where + " did not answer in time; is its coordinator overloaded?");
            case UNIMPLEMENTED ->
                    new CliException(
                            ExitCode.UNAVAILABLE,
                            where
                                    + " is no Forkyard coordinator, or one of another version ("
                                    + cause
                                    + ")");
            case UNAVAILABLE ->
                    new CliException(
                            ExitCode.UNAVAILABLE,
                            "lost the connection to " + where + " (" + cause + ")");
            default ->
                    new CliException(ExitCode.FAILED, "the call to " + where + " failed: " + cause);
        };
    }
}
