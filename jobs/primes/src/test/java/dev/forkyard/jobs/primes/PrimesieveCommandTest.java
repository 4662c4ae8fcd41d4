package dev.forkyard.jobs.primes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random windows against Debian's {@code primesieve}, where it is installed. */
class PrimesieveCommandTest {
    private static final Path COMMAND = Path.of("/usr/bin/primesieve");

    // Above it the command needs a second for each window to start.
    private static final long SIEVED_END_MAX = 1L << 54;

    @BeforeAll
    static void commandIsInstalled() {
        assumeThat(Files.isExecutable(COMMAND)).as("%s is installed", COMMAND).isTrue();
    }

    @Test
    void sieveAgreesOnRandomWindows() throws Exception {
        SegmentedSieve sieve = new SegmentedSieve();
        for (int seed = 0; seed < 250; seed++) {
            UnsignedRange window = Windows.random(new Random(seed), 3_000_000);
            if (!window.isEmpty() && Long.compareUnsigned(window.end(), SIEVED_END_MAX) < 0) {
                assertThat(Windows.count(sieve, window))
                        .as("seed %d: %s", seed, window)
                        .isEqualTo(primesieve(window));
            }
        }
    }

    @Test
    void testsOfCandidatesAgreeHighUp() throws Exception {
        for (int seed = 0; seed < 3; seed++) {
            long end = new Random(seed).nextLong() | Long.MIN_VALUE;
            UnsignedRange window = new UnsignedRange(end - 100_000, end);

            assertThat(Windows.count(new CandidateCounter(), window))
                    .as("seed %d: %s", seed, window)
                    .isEqualTo(primesieve(window));
        }
    }

    private static long primesieve(UnsignedRange window) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                COMMAND.toString(),
                                "--quiet",
                                "--threads=1",
                                Long.toUnsignedString(window.start()),
                                Long.toUnsignedString(window.end() - 1))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Long.parseLong(output.strip());
    }
}
