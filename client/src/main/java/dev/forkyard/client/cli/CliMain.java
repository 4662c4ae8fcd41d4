package dev.forkyard.client.cli;

import dev.forkyard.client.cli.CommandTree.Group;
import dev.forkyard.client.cli.cluster.Scripts;
import dev.forkyard.client.cli.connect.Address;
import dev.forkyard.client.cli.connect.LocalPool;
import dev.forkyard.client.cli.connect.PrivatePool;
import dev.forkyard.client.cli.session.Action;
import dev.forkyard.client.cli.session.CliEnvironment;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.GlobalOptions;
import dev.forkyard.client.cli.session.Interruption;
import dev.forkyard.client.cli.session.Session;
import dev.forkyard.client.cli.session.Terminal;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line {@code forkyard}. The graph of one process is built here. */
public final class CliMain {
    private static final Set<String> SCRIPT_VERBS = Set.of("start", "stop");

    private static final int HELP_COLUMNS_MIN = 80;
    private static final int HELP_COLUMNS_MAX = 100;

    private final CliEnvironment environment;

    private CliMain(CliEnvironment environment) {
        this.environment = environment;
    }

    /** Runs the command line of this process and ends it. */
    public static void main(String[] arguments) {
        Libraries.quieten();
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::fire, "forkyard-interrupt"));
        CliEnvironment environment =
                new CliEnvironment(
                        writer(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.out),
                        writer(FileDescriptor.err),
                        System.in,
                        System.getenv(),
                        Address.DEFAULT,
                        Terminal.of(System.getProperties()),
                        InstantSource.system(),
                        interruption,
                        CliMain::pool,
                        Optional.ofNullable(System.getProperty("forkyard.scripts")).map(Path::of));
        // Only now, so that what every command begins with is recorded, too.
        if (Boolean.getBoolean("forkyard.train")) {
            System.exit(Training.run(writer(FileDescriptor.err), CliMain::pool));
        }
        int exitCode = run(arguments, environment);
        if (interruption.fired()) {
            // Waits for the hook above, and the JVM ends with the signal's code.
            System.exit(exitCode);
        }
        // All is closed and flushed: an orderly exit would only keep the cores from the job.
        Runtime.getRuntime().halt(exitCode);
    }

    /**
     * Runs a command line without touching the process.
     *
     * @return its exit code
     */
    public static int run(String[] arguments, CliEnvironment environment) {
        int exitCode = new CliMain(environment).run(arguments);
        environment.err().flush();
        boolean pipeBroken = environment.out().checkError(); // Flushes.
        return pipeBroken ? ExitCode.BROKEN_PIPE : exitCode;
    }

    private int run(String[] arguments) {
        try {
            return runOrThrow(arguments);
        } catch (CliException e) {
            environment.out().flush();
            if (environment.interruption().fired()) {
                return ExitCode.INTERRUPTED;
            }
            if (!environment.out().checkError()) { // Nobody reads why a pipe broke.
                environment.err().println("forkyard: " + e.line());
            }
            return e.exitCode();
        }
    }

    private int runOrThrow(String[] arguments) {
        List<String> words = List.of(arguments);
        GlobalOptions options = new GlobalOptions();
        int verb = scriptVerbAt(words);
        ParseResult parsed = parse(options, verb < 0 ? words : words.subList(0, verb - 1));
        if (options.version()) {
            environment.out().println("forkyard " + version());
            return ExitCode.SUCCEEDED;
        }
        if (options.help()) {
            environment.out().print(help(parsed.commandSpec()));
            return ExitCode.SUCCEEDED;
        }
        if (verb >= 0) {
            List<String> rest = words.subList(verb + 1, words.size());
            return Scripts.run(words.get(verb), rest, environment);
        }
        int end = words.indexOf("--");
        UnknownWords.check(parsed, end < 0 ? List.of() : words.subList(end + 1, words.size()));
        return act(parsed, options);
    }

    private int act(ParseResult parsed, GlobalOptions options) {
        if (parsed.commandSpec().userObject() instanceof Group group) {
            throw UnknownWords.missing(parsed.commandSpec(), group);
        }
        if (!(parsed.commandSpec().userObject() instanceof Action action)) {
            throw new IllegalStateException(parsed.commandSpec().qualifiedName() + " does nothing");
        }
        Session session = new Session(environment, options);
        try {
            return action.run(parsed, session);
        } catch (RuntimeException e) {
            throw Endings.of(e, session);
        }
    }

    /** The deepest level of the parsed words. */
    private static ParseResult parse(GlobalOptions options, List<String> words) {
        CommandLine line = CommandTree.of(options, words);
        try {
            ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            return parsed;
        } catch (ParameterException e) {
            throw UnknownWords.of(e);
        }
    }

    /** At the width of the terminal, but never so wide that lines are hard to read. */
    private String help(CommandSpec spec) {
        int columns = Math.max(HELP_COLUMNS_MIN, environment.terminal().columns());
        spec.usageMessage().width(Math.min(HELP_COLUMNS_MAX, columns));
        return spec.commandLine().getUsageMessage(Ansi.OFF);
    }

    /** Where start or stop stands if the words are {@code [OPTION...] cluster start|stop ...}. */
    private static int scriptVerbAt(List<String> words) {
        int cluster = words.indexOf("cluster");
        boolean verb =
                cluster >= 0
                        && cluster + 1 < words.size()
                        && SCRIPT_VERBS.contains(words.get(cluster + 1));
        return verb && (cluster == 0 || words.get(0).startsWith("-")) ? cluster + 1 : -1;
    }

    private static String version() {
        try (InputStream text = CliMain.class.getResourceAsStream("version.txt")) {
            return text == null
                    ? "unknown"
                    : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Stays apart, so that the coordinator's classes are only loaded where they are needed. */
    private static LocalPool pool(int workers) {
        return PrivatePool.open(workers);
    }

    /** UTF-8 whatever the locale: job labels and messages are, and Java 17 would write '?'. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new BufferedWriter(
                        new OutputStreamWriter(
                                new FileOutputStream(descriptor), StandardCharsets.UTF_8)));
    }
}
