package dev.forkyard.client.cli.session;

import picocli.CommandLine.ParseResult;

/** What one command does. */
@FunctionalInterface
public interface Action {
    /**
     * Does it.
     *
     * @param words the parsed words of this command, the subcommand's own level
     * @return the exit code
     * @throws CliException to end with one line and another exit code
     */
    int run(ParseResult words, Session session);
}
