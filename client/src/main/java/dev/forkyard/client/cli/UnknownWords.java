package dev.forkyard.client.cli;

import dev.forkyard.client.cli.CommandTree.Group;
import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line which word of a command line means nothing. Stateless. */
final class UnknownWords {
    private static final int SUGGESTED_LENGTH_MAX = 40;

    private UnknownWords() {}

    /** What picocli refused. */
    static CliException of(ParameterException refused) {
        CommandSpec spec = refused.getCommandLine().getCommandSpec();
        if (refused instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(spec, unmatched.getUnmatched().get(0));
        }
        String message = "" + refused.getMessage();
        return CliException.usage(
                Quoted.oneLine(message.lines().findFirst().orElse("wrong command")) + see(spec));
    }

    /**
     * Refuses options that picocli took for parameters. It must, for {@code -1..5} is a wrong range
     * and no option; what has no digit after its dash is a wrong option.
     *
     * @param free words after {@code --}, which are parameters whatever they look like
     */
    static void check(ParseResult words, List<String> free) {
        for (ArgSpec positional : words.matchedPositionals()) {
            for (String word : positional.originalStringValues()) {
                boolean option =
                        word.startsWith("-") && word.length() > 1 && !word.matches("-[0-9.].*");
                if (option && !free.contains(word)) {
                    throw unknown(words.commandSpec(), word);
                }
            }
        }
    }

    /** A group without its subcommand. */
    static CliException missing(CommandSpec spec, Group group) {
        return CliException.usage(
                "no command given after "
                        + Quoted.of(spec.qualifiedName())
                        + "; one of "
                        + String.join(", ", group.children())
                        + see(spec));
    }

    private static CliException unknown(CommandSpec spec, String word) {
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.replaceFirst("=.*", "");
            return CliException.usage(
                    "unknown option "
                            + Quoted.of(name)
                            + suggestion(name, spec.optionsMap().keySet())
                            + see(spec));
        }
        if (spec.userObject() instanceof Group group) {
            return CliException.usage(
                    "unknown command "
                            + Quoted.of(word)
                            + suggestion(word, group.children())
                            + see(spec));
        }
        return CliException.usage("too many words: " + Quoted.of(word) + see(spec));
    }

    private static String suggestion(String word, Collection<String> known) {
        if (word.length() > SUGGESTED_LENGTH_MAX) {
            return "";
        }
        return DidYouMean.suggest(word, known)
                .map(near -> ", did you mean '" + near + "'?")
                .orElse("");
    }

    private static String see(CommandSpec spec) {
        return " (see " + spec.qualifiedName() + " --help)";
    }
}
