package dev.forkyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.Method;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CostAcceptanceTest {
    private static final long BILLION = 1_000_000_000;
    private static final long TRILLION = 1_000_000_000_000L;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Pattern LEARNED =
            Pattern.compile(
                    "\"event\":\"cost_learned\",\"type\":\"primes.count/1\","
                            + "\"kind\":\"(sieve|pi)\",\"factor\":([0-9.E-]+)}");

    // Calls that take 0.2 and 0.1 s of CPU: a learned factor says nothing about the answer.
    @Test
    void costsOfBothMethodsAreLearnedFromCallsAndAnswersStayExact() throws IOException {
        try (RunningCluster cluster = RunningCluster.start(2)) {
            CountPrimesRequest billion = RunningCluster.sieve(TRILLION, TRILLION + BILLION);
            CountPrimesRequest all = RunningCluster.sieve(0, 10 * TRILLION);

            assertThat(count(cluster, billion, Method.METHOD_SIEVE)).isEqualTo(36_190_991);
            awaitLearned(cluster, "sieve");
            assertThat(count(cluster, all, Method.METHOD_PI)).isEqualTo(346_065_536_839L);
            awaitLearned(cluster, "pi");
            assertThat(count(cluster, billion, Method.METHOD_AUTO)).isEqualTo(36_190_991);
        }
    }

    private static long count(RunningCluster cluster, CountPrimesRequest request, Method method) {
        return cluster.primes()
                .countPrimes(request.toBuilder().setMethod(method).build())
                .getTotal();
    }

    private static void awaitLearned(RunningCluster cluster, String kind) {
        Path log = cluster.data.resolve("logs").resolve("events.jsonl");
        Await.until(
                "the costs of '" + kind + "' are learned; " + log,
                LONG,
                () ->
                        learned(log, kind).stream()
                                        .allMatch(factor -> factor >= 0.25 && factor <= 4)
                                && !learned(log, kind).isEmpty());
    }

    private static List<Double> learned(Path log, String kind) {
        try {
            return Files.readAllLines(log).stream()
                    .map(LEARNED::matcher)
                    .filter(Matcher::find)
                    .filter(line -> line.group(1).equals(kind))
                    .map(line -> Double.valueOf(line.group(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
