package dev.forkyard.jobs.primes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.nth.NthPrimeInput;
import dev.forkyard.jobs.primes.nth.NthPrimeJob;
import dev.forkyard.jobs.primes.nth.NthPrimeResult;
import dev.forkyard.jobs.primes.ranges.RangesInput;
import dev.forkyard.jobs.primes.ranges.RangesResult;
import dev.forkyard.jobs.primes.tuplets.TupletCounts;
import dev.forkyard.jobs.primes.tuplets.TupletJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tuplets and n-th primes at random against Debian's {@code primesieve}, where it is installed. */
class PrimesieveOperationsTest {
    private static final Path COMMAND = Path.of("/usr/bin/primesieve");

    // Above it the command needs a second for each window to start.
    private static final int END_BITS_MAX = 52;

    @BeforeAll
    static void commandIsInstalled() {
        assumeThat(Files.isExecutable(COMMAND)).as("%s is installed", COMMAND).isTrue();
    }

    @Test
    void tupletsAgreeOnRandomWindows() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            long end = 1 + (random.nextLong() >>> (Long.SIZE - 1 - random.nextInt(END_BITS_MAX)));
            long width = 1 + (long) (random.nextDouble() * Math.min(end - 1, 3_000_000));
            UnsignedRange window = new UnsignedRange(end - width, end);
            byte[] input = RangesInput.of(List.of(window)).encode();

            TupletCounts counts =
                    RangesResult.decode(
                                    JobRun.cut(new TupletJob(), input, 20, random),
                                    TupletJob.OPERATION)
                            .answers()
                            .get(0)
                            .fold();

            for (int size = TupletCounts.SIZE_MIN; size <= TupletCounts.SIZE_MAX; size++) {
                assertThat(counts.count(size))
                        .as("seed %d: %d-tuplets of %s", seed, size, window)
                        .isEqualTo(primesieve("-c" + size, window.start(), window.end() - 1));
            }
        }
    }

    @Test
    void nthPrimesAgree() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            long from = 1 + (random.nextLong() >>> (Long.SIZE - 1 - random.nextInt(END_BITS_MAX)));
            long n = random.nextLong(1, 1_000_000);
            byte[] input = new NthPrimeInput(n, from).encode();

            byte[] answer = JobRun.cut(new NthPrimeJob(), input, 6, random);

            assertThat(NthPrimeResult.decode(answer).prime())
                    .as("seed %d: the %d-th from %d", seed, n, from)
                    .isEqualTo(primesieve("-n", n, from - 1));
        }
    }

    private static long primesieve(String option, long first, long second)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(COMMAND.toString(), "--quiet"));
        command.addAll(List.of("--threads=1", option));
        command.addAll(List.of(Long.toString(first), Long.toString(second)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Long.parseLong(output.strip());
    }
}
