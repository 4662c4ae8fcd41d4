package dev.forkyard.jobs.primes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.forkyard.common.job.Gatherer;
import dev.forkyard.common.job.ScriptedTaskContext;
import dev.forkyard.common.job.StagePlan;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.range.UnsignedRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values of π at random numbers against Debian's {@code primecount}, where it is installed. */
class PrimecountCommandTest {
    private static final Path COMMAND = Path.of("/usr/bin/primecount");

    @BeforeAll
    static void commandIsInstalled() {
        assumeThat(Files.isExecutable(COMMAND)).as("%s is installed", COMMAND).isTrue();
    }

    @Test
    void formulaAgreesAtRandomNumbers() throws Exception {
        TaskFunction task = new PrimeCountJob().newTaskFunction();
        for (int seed = 0; seed < 60; seed++) {
            long x = (long) Math.pow(10, 6 + 7 * new Random(seed).nextDouble());

            assertThat(pi(x, task)).as("seed %d: π(%d)", seed, x).isEqualTo(primecount(x));
        }
    }

    private static long pi(long x, TaskFunction task) throws Exception {
        PrimeCountJob job = new PrimeCountJob();
        byte[] input = PrimeCountInput.of(new UnsignedRange(0, x + 1), CountMethod.PI).encode();
        Gatherer gatherer = job.newGatherer(input);
        List<StagePlan> stages = job.planner().plan(input).stages();
        for (int stage = 0; stage < stages.size(); stage++) {
            UnsignedRange extent = stages.get(stage).extent();
            TaskInput whole = new TaskInput(stage, stages.get(stage).input(), extent);
            gatherer.accept(
                    stage,
                    extent,
                    task.execute(whole, ScriptedTaskContext.undisturbed()).payload());
        }
        return PrimeCountResult.decode(gatherer.finish()).total();
    }

    private static long primecount(long x) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(COMMAND.toString(), "--threads=1", Long.toString(x))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Long.parseLong(output.strip());
    }
}
