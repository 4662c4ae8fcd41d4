package dev.forkyard.client.cli.cluster;

import dev.forkyard.client.cli.session.CliEnvironment;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code cluster start|stop}: the scripts, with all words after the command as they are. Stateless.
 */
public final class Scripts {
    private Scripts() {}

    /**
     * Runs a script with this process's own streams and waits for it: how long it takes is the
     * script's own business.
     *
     * @param verb {@code start} or {@code stop}
     * @return its exit code
     */
    public static int run(String verb, List<String> words, CliEnvironment environment) {
        String name = verb + "-cluster.sh";
        Path script =
                environment
                        .scripts()
                        .map(folder -> folder.resolve(name))
                        .filter(Files::isExecutable)
                        .orElseThrow(
                                () ->
                                        new CliException(
                                                ExitCode.FAILED,
                                                "cannot find scripts/"
                                                        + name
                                                        + "; use the launcher scripts/forkyard"));
        List<String> command = new ArrayList<>();
        command.add(script.toString());
        command.addAll(words);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "cannot run " + script + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }
}
