package dev.forkyard.client.cli.connect;

import dev.forkyard.client.ForkyardClient;
import dev.forkyard.client.cli.connect.Handshake.Finding;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import java.time.Duration;

/** Finds a coordinator for a command. Stateless. */
public final class Connections {
    /** A coordinator on a loaded machine may be slow to answer, but not slower than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Connections() {}

    /**
     * A connection to the coordinator.
     *
     * @throws CliException with exit code 3 if there is none, or something else answers
     */
    public static Connection open(Session session) {
        Finding finding = look(session);
        if (finding != Finding.HTTP2) {
            throw absent(session, finding);
        }
        return connect(session.address());
    }

    /**
     * A connection to the coordinator, or to a private pool if nobody asked for a certain
     * coordinator and none is there.
     *
     * @throws CliException as {@link #open}
     */
    public static Connection openOrFork(Session session) {
        Finding finding = look(session);
        if (finding == Finding.HTTP2) {
            return connect(session.address());
        }
        if (finding != Finding.REFUSED || session.address().asked()) {
            throw absent(session, finding);
        }
        int workers =
                session.workers() > 0
                        ? session.workers()
                        : Runtime.getRuntime().availableProcessors();
        session.note(
                "no coordinator at %s: using a private pool of %d worker%s for this call"
                        .formatted(session.address(), workers, workers == 1 ? "" : "s"));
        LocalPool pool = session.environment().pools().open(workers);
        return new Connection(ForkyardClient.on(pool.channel()), pool::close, true);
    }

    /** Looks a moment longer than --timeout allows, so that it has passed when nobody answered. */
    private static Finding look(Session session) {
        Duration left = session.timeLeft(PATIENCE).plusMillis(2);
        return Handshake.look(session.address(), left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
    }

    private static Connection connect(Address address) {
        return new Connection(
                ForkyardClient.connect(address.host(), address.port()), () -> {}, false);
    }

    private static CliException absent(Session session, Finding finding) {
        if (session.timedOut()) {
            return new CliException(
                    ExitCode.TIMEOUT, "--timeout passed before " + session.address() + " answered");
        }
        Address address = session.address();
        return new CliException(
                ExitCode.UNAVAILABLE,
                switch (finding) {
                    case REFUSED ->
                            "no coordinator at %s; start one with: forkyard cluster start%s"
                                    .formatted(address, startOptions(address));
                    case SILENT ->
                            "%s accepts connections but does not answer; is its coordinator stopped?"
                                    .formatted(address);
                    case UNREACHABLE ->
                            "%s cannot be reached; check the name, the network and --address"
                                    .formatted(address);
                    case FOREIGN, HTTP2 ->
                            "something else than Forkyard answers at %s; choose another with --address"
                                    .formatted(address);
                });
    }

    private static String startOptions(Address address) {
        if (address.port() == Address.DEFAULT.port()) {
            return "";
        }
        return " --port " + address.port();
    }
}
