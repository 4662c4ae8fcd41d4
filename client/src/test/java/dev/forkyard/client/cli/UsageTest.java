package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.client.cli.connect.LocalPool;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.client.cli.session.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    private final CliRun cli = new CliRun();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "primes count --help",
                "--help primes count",
                "jobs submit primes count -h 1..2"
            })
    void firstLineOfHelpSaysHalfOpen(String words) {
        cli.run(words.split(" ", -1));

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out().lines().findFirst()).get().asString().contains("half-open");
        assertThat(cli.out()).contains("Examples:").contains("--address=HOST:PORT");
        assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "primes", "jobs", "jobs submit", "jobs list", "jobs get", "jobs watch", "jobs wait",
                "jobs cancel", "workers", "workers list", "status", "doctor", "completion",
                        "cluster"
            })
    void everyCommandHasHelp(String words) {
        cli.run((words + " --help").split(" ", -1));

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("Usage: forkyard " + words);
    }

    @Test
    void versionIsThatOfTheBuild() {
        cli.run("--version");

        assertThat(cli.out()).matches("forkyard [0-9]+\\.[0-9].*\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "prims count 5 @ unknown command 'prims', did you mean 'primes'? (see forkyard --help)",
                "statsu @ unknown command 'statsu', did you mean 'status'? (see forkyard --help)",
                "frobnicate @ unknown command 'frobnicate' (see forkyard --help)",
                "jobs lst @ unknown command 'lst', did you mean 'list'? (see forkyard jobs --help)",
                "primes cuont 5 @ unknown command 'cuont', did you mean 'count'? (see forkyard primes --help)",
                "jobs submit prime count @ unknown command 'prime', did you mean 'primes'? (see forkyard jobs submit --help)",
                "status now @ too many words: 'now' (see forkyard status --help)",
                "status --jsn @ unknown option '--jsn' (see forkyard status --help)",
                "--quite status @ unknown option '--quite', did you mean '--quiet'? (see forkyard --help)",
                "jobs @ no command given after 'forkyard jobs'; one of submit, list, get, watch, wait, cancel (see forkyard jobs --help)",
                "cluster restart @ unknown command 'restart', did you mean 'start'? (see forkyard cluster --help)",
                "completion fish @ shell 'fish' is not one of bash, zsh",
                "status -o @ Missing required parameter for option '--output' (text|json|csv) (see forkyard status --help)",
            },
            maxCharsPerColumn = 300)
    void wrongWordsAreOneLineAndExitTwo(String words, String line) {
        cli.run(words.split(" ", -1));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualTo("forkyard: " + line + "\n");
    }

    @Test
    void noWordsAtAllIsOneLine() {
        cli.run();

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).startsWith("forkyard: no command given").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionIsAScriptThatKnowsTheCommands(String shell) {
        cli.run("completion", shell);

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("complete -F").contains("primes").contains("--max-attempts");
    }

    @Test
    void trainingRunsAllItsCommandsAlsoWhereNoPoolCanBeHad() {
        StringWriter err = new StringWriter();
        List<Integer> asked = new ArrayList<>();
        LocalPool.Opener pools =
                workers -> {
                    asked.add(workers);
                    throw new CliException(ExitCode.FAILED, "no worker can be forked here");
                };

        assertThat(Training.run(new PrintWriter(err), pools)).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(asked).hasSize(1);
    }
}
