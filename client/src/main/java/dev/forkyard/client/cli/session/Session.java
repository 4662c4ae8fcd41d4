package dev.forkyard.client.cli.session;

import com.google.protobuf.MessageOrBuilder;
import dev.forkyard.client.cli.connect.Address;
import dev.forkyard.client.cli.output.Colors;
import dev.forkyard.client.cli.output.Json;
import io.grpc.Deadline;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of one command: its environment, its global options, read and checked, and the moment at
 * which {@code --timeout} ends it. Confined to the command's thread.
 */
public final class Session {
    private final CliEnvironment environment;
    private final Address address;
    private final OutputFormat format;
    private final boolean quiet;
    private final int workers;
    private final Colors colors;
    private final Optional<Duration> timeout;
    private final Optional<Deadline> deadline;

    /**
     * Starts the time.
     *
     * @throws CliException if a global option has a wrong value
     */
    public Session(CliEnvironment environment, GlobalOptions options) {
        this.environment = environment;
        this.address = options.address(environment);
        this.format = options.output();
        this.quiet = options.quiet();
        this.workers = options.workers();
        this.colors = options.colors(environment);
        this.timeout = options.timeout();
        this.deadline = timeout.map(t -> Deadline.after(t.toNanos(), TimeUnit.NANOSECONDS));
    }

    public CliEnvironment environment() {
        return environment;
    }

    /** Where the coordinator should be. */
    public Address address() {
        return address;
    }

    /** Workers of a private pool, 0 for one a core. */
    public int workers() {
        return workers;
    }

    public Colors colors() {
        return colors;
    }

    public OutputFormat format() {
        return format;
    }

    /** Where answers go. */
    public PrintWriter out() {
        return environment.out();
    }

    /** Tells something on stderr that is neither an answer nor an error. */
    public void note(String line) {
        if (!quiet) {
            environment.err().println(line);
            environment.err().flush();
        }
    }

    /** Tells an error that does not end the command yet. */
    public void error(String line) {
        environment.out().flush();
        environment.err().println("forkyard: " + line);
        environment.err().flush();
    }

    /** Whether stderr is a terminal whose user wants to see progress. */
    public boolean showsProgress() {
        return environment.terminal().stderr() && !quiet;
    }

    /** Prints a message as JSON. */
    public void json(MessageOrBuilder message) {
        out().println(Json.pretty(message));
    }

    /** {@code --timeout} as it was given. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Whether {@code --timeout} has passed. */
    public boolean timedOut() {
        return deadline.map(Deadline::isExpired).orElse(false);
    }

    /** What is left of {@code --timeout}, if there is one. */
    public Optional<Duration> timeLeft() {
        return deadline.isEmpty() ? Optional.empty() : Optional.of(timeLeft(Duration.ZERO));
    }

    /** What is left of {@code --timeout}, at least a millisecond; {@code otherwise} without it. */
    public Duration timeLeft(Duration otherwise) {
        return deadline.map(d -> Duration.ofNanos(d.timeRemaining(TimeUnit.NANOSECONDS)))
                .map(left -> left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left)
                .orElse(otherwise);
    }
}
