package dev.forkyard.client.cli.session;

import dev.forkyard.client.cli.connect.Address;
import dev.forkyard.client.cli.output.Colors;
import dev.forkyard.client.cli.output.DurationText;
import dev.forkyard.client.cli.output.Quoted;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * The options that stand before or after any subcommand, as text until somebody needs them.
 * Confined to one thread; made anew for each run.
 */
public final class GlobalOptions {
    private static final int WORKERS_MAX = 1024;

    private final Holder address = new Holder();
    private final Holder output = new Holder();
    private final Holder quiet = new Holder();
    private final Holder timeout = new Holder();
    private final Holder workers = new Holder();
    private final Holder color = new Holder();
    private final Holder help = new Holder();
    private final Holder version = new Holder();

    /** All at their defaults. */
    public GlobalOptions() {}

    /** Adds the options to the root, from which every subcommand inherits them. */
    public void addTo(CommandSpec root) {
        root.addOption(
                text(address, "HOST:PORT", "--address")
                        .description("Coordinator (default: FORKYARD_ADDRESS or 127.0.0.1:50051)")
                        .build());
        root.addOption(
                text(output, "text|json|csv", "-o", "--output")
                        .description("How answers are written (default: text)")
                        .build());
        root.addOption(
                flag(quiet, "-q", "--quiet").description("No notes and no progress").build());
        root.addOption(
                text(timeout, "TIME", "--timeout")
                        .description("Give up after e.g. 500ms, 30s or 5m, with exit code 4")
                        .build());
        root.addOption(
                text(workers, "N", "--workers")
                        .description("Workers of a private pool (default: one a core)")
                        .build());
        root.addOption(
                text(color, "auto|always|never", "--color")
                        .description("Colours on a terminal (default: auto; NO_COLOR is obeyed)")
                        .build());
        root.addOption(
                flag(help, "-h", "--help").usageHelp(true).description("Show this help").build());
        root.addOption(
                flag(version, "-V", "--version")
                        .versionHelp(true)
                        .description("Show the version")
                        .build());
    }

    /** The coordinator: option, variable, or default. */
    public Address address(CliEnvironment environment) {
        if (address.text != null) {
            return Address.parse("--address", address.text);
        }
        return environment
                .variable("FORKYARD_ADDRESS")
                .map(text -> Address.parse("FORKYARD_ADDRESS", text))
                .orElse(environment.usualAddress());
    }

    /** How answers are written. */
    public OutputFormat output() {
        return switch (output.text == null ? "text" : output.text) {
            case "text" -> OutputFormat.TEXT;
            case "json" -> OutputFormat.JSON;
            case "csv" -> OutputFormat.CSV;
            default -> throw oneOf("--output", output, "text, json, csv");
        };
    }

    /** Whether help is asked for. */
    public boolean help() {
        return help.text != null;
    }

    /** Whether the version is asked for. */
    public boolean version() {
        return version.text != null;
    }

    /** Whether notes and progress are unwanted. */
    public boolean quiet() {
        return quiet.text != null;
    }

    /** How long to wait at most, if somebody said so. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout.text).map(text -> DurationText.parse("--timeout", text));
    }

    /** Workers of a private pool, 0 for one a core. */
    public int workers() {
        String text = workers.text;
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-9]{1,4}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > WORKERS_MAX) {
            throw CliException.usage(
                    "--workers %s is not a number from 1 to %d"
                            .formatted(Quoted.of(text), WORKERS_MAX));
        }
        return Integer.parseInt(text);
    }

    /** Colours for stdout. */
    public Colors colors(CliEnvironment environment) {
        return switch ((color.text == null ? "auto" : color.text).toLowerCase(Locale.ROOT)) {
            case "always" -> new Colors(true);
            case "never" -> new Colors(false);
            case "auto" ->
                    new Colors(
                            environment.terminal().stdout()
                                    && environment.variable("NO_COLOR").isEmpty()
                                    && !environment.variable("TERM").orElse("").equals("dumb"));
            default -> throw oneOf("--color", color, "auto, always, never");
        };
    }

    private static CliException oneOf(String option, Holder given, String choices) {
        return CliException.usage(
                option + " " + Quoted.of("" + given.text) + " is not one of " + choices);
    }

    private static OptionSpec.Builder text(Holder holder, String label, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .getter(holder)
                .setter(holder)
                .scopeType(ScopeType.INHERIT);
    }

    private static OptionSpec.Builder flag(Holder holder, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .arity("0")
                .getter(holder)
                .setter(holder)
                .scopeType(ScopeType.INHERIT);
    }

    /**
     * The one value behind an option of root and all subcommands. Each level of the command line
     * first sets its inherited options to their defaults; those are ignored, or {@code -o json
     * status} would lose its json.
     */
    private static final class Holder implements IGetter, ISetter {
        private @Nullable String text;

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
        public <T> T get() {
            return (T) text;
        }

        @Override
        @SuppressWarnings("NullAway")
        public <T> T set(T value) {
            if (value != null && !value.equals(false)) {
                text = value.toString();
            }
            return value;
        }
    }
}
