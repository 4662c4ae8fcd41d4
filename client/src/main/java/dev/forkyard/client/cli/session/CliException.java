package dev.forkyard.client.cli.session;

/** The end of a command that did not succeed: one line for people and an exit code. Immutable. */
public final class CliException extends RuntimeException {
    private final int exitCode;

    /** An end with an exit code of {@link ExitCode}. */
    public CliException(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    /** A wrong command or value. */
    public static CliException usage(String line) {
        return new CliException(ExitCode.USAGE, line);
    }

    /** The exit code. */
    public int exitCode() {
        return exitCode;
    }

    /** The line that says why. */
    public String line() {
        String line = getMessage();
        return line == null ? "" : line;
    }

    /** Nobody reads the stack of a usage error, and filling it costs start-up time. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
