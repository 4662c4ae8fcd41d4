package dev.forkyard.jobs.captcha.altcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways against npm's {@code altcha-lib}, where npm can fetch it. */
class AltchaLibTest {
    private static final Path SCRIPT = Path.of("tools", "altcha.mjs");

    @TempDir private static Path folder;

    @BeforeAll
    static void install() throws Exception {
        Optional<List<String>> installed =
                run(
                        List.of(),
                        List.of(
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--fetch-retries=1",
                                "--fetch-timeout=20000",
                                "altcha-lib@2.8.0"));
        assumeThat(installed).as("npm can fetch altcha-lib").isPresent();
        Files.copy(SCRIPT, folder.resolve("altcha.mjs"));
    }

    @Test
    void itsSolutionsAreRightHere() throws Exception {
        List<String> payloads =
                run(List.of(), List.of("node", "altcha.mjs", "make", "30")).orElseThrow();

        assertThat(payloads).hasSize(30).allSatisfy(AltchaLibTest::assertSolved);
    }

    @Test
    void ourChallengesAreSolvedAndVerifiedThere() throws Exception {
        List<String> challenges =
                IntStream.range(0, 30)
                        .mapToObj(seed -> AltchaSignerTest.challenge(seed, 1 + 10 * seed, 3 * seed))
                        .toList();

        List<String> payloads =
                run(challenges, List.of("node", "altcha.mjs", "verify")).orElseThrow();

        assertThat(payloads).hasSize(30).allSatisfy(AltchaLibTest::assertSolved);
    }

    private static void assertSolved(String payload) {
        AltchaPayload parsed = AltchaPayload.parse(payload).orElseThrow();
        assertThat(AltchaSignerTest.SIGNER.isGenuine(parsed)).isTrue();
        assertThat(AltchaSignerTest.SIGNER.isSolved(parsed)).isTrue();
    }

    /** The lines that a command prints, or nothing if it cannot be run or fails. */
    private static Optional<List<String>> run(List<String> input, List<String> command)
            throws IOException, InterruptedException {
        Path in = Files.write(folder.resolve("in.txt"), input);
        Path out = folder.resolve("out.txt");
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return Optional.empty();
        }
        return process.exitValue() == 0 ? Optional.of(Files.readAllLines(out)) : Optional.empty();
    }
}
