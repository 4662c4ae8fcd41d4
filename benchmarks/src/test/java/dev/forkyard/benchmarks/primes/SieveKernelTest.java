package dev.forkyard.benchmarks.primes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Proves that the kernel's benchmark still runs. With {@code -Dforkyard.jmh} it runs in full and
 * prints its figures: {@code mvn -pl benchmarks -am test -Dtest=SieveKernelTest -Dforkyard.jmh
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SieveKernelTest {
    @Test
    void kernelBenchmarkRuns() throws Exception {
        ChainedOptionsBuilder options =
                new OptionsBuilder().include("\\." + SieveKernel.class.getSimpleName() + "\\.");
        if (System.getProperty("forkyard.jmh") == null) {
            options.forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .param("start", "1000000000000")
                    .param("width", "1000000")
                    .verbosity(VerboseMode.SILENT);
        }

        Collection<RunResult> results = new Runner(options.build()).run();

        assertThat(results).isNotEmpty();
    }
}
