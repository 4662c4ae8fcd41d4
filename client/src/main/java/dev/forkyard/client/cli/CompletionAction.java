package dev.forkyard.client.cli;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.Action;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import dev.forkyard.client.cli.session.Session;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.ParseResult;

/** {@code completion bash|zsh}: prints a script for the shell to source. Stateless. */
final class CompletionAction implements Action {
    @Override
    public int run(ParseResult words, Session session) {
        List<String> shells = words.matchedPositionalValue(0, List.of());
        String shell = shells.size() == 1 ? shells.get(0) : String.join(" ", shells);
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw CliException.usage("shell " + Quoted.of(shell) + " is not one of bash, zsh");
        }
        // picocli's script is bash's, and turns on zsh's emulation of it by itself.
        session.out().print(AutoComplete.bash("forkyard", CommandTree.whole()));
        return ExitCode.SUCCEEDED;
    }
}
