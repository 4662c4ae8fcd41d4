package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.client.cli.connect.LocalPool;
import dev.forkyard.client.cli.session.Terminal;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.common.error.UnavailableException;
import dev.forkyard.proto.v1.AttemptOutcome;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.Method;
import dev.forkyard.proto.v1.Piece;
import dev.forkyard.proto.v1.Priority;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.RunJobRequest;
import dev.forkyard.proto.wire.StatusMapping;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class PrimesCountTest {
    private FakeCoordinator coordinator;
    private CliRun cli;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        cli = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    @Test
    void oneRangeIsAnsweredByItsNumberAlone() {
        cli.run("primes", "count", "10..1K");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("990\n");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void severalRangesAreAnsweredInTheirOrderThenTheirTotal() {
        cli.run("primes", "count", "1e3..=2e3", "5", "0..18446744073709551615");

        assertThat(cli.out())
                .isEqualTo(
                        """
                        1000..2001 1001
                        0..5 5
                        0..18446744073709551615 18446744073709551615
                        total 18446744073709552621
                        """);
    }

    @Test
    void csvHasAHeader() {
        cli.run("primes", "count", "2^63", "7..9", "-o", "csv");

        assertThat(cli.out())
                .isEqualTo("start,end,count\n0,9223372036854775808,9223372036854775808\n7,9,2\n");
    }

    @Test
    void jsonIsTheResponseWithZerosAndNumbersAsStrings() {
        cli.run("-o", "json", "primes", "count", "0..7");

        assertThat(cli.out())
                .isEqualTo(
                        """
                        {
                          "results": [{
                            "range": {
                              "start": "0",
                              "end": "7"
                            },
                            "count": "7",
                            "method": "METHOD_SIEVE"
                          }],
                          "total": "7"
                        }
                        """);
    }

    @Test
    void formulaIsAskedForByName() {
        cli.run("primes", "count", "--method", "pi", "9");

        JobSpec spec = coordinator.requests(RunJobRequest.class).get(0).getSpec();
        assertThat(spec.getCountPrimes().getMethod()).isEqualTo(Method.METHOD_PI);
    }

    @Test
    void optionsReachTheRequest() {
        cli.run(
                "primes",
                "--timeout",
                "30s",
                "count",
                "--method=sieve",
                "9",
                "--priority",
                "low",
                "--max-attempts",
                "5",
                "--max-worker-losses=7",
                "--label",
                "a=b",
                "--label=c=");

        JobSpec spec = coordinator.requests(RunJobRequest.class).get(0).getSpec();
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(spec.getCountPrimes().getMethod()).isEqualTo(Method.METHOD_SIEVE);
        assertThat(spec.getPriority()).isEqualTo(Priority.PRIORITY_LOW);
        assertThat(spec.getPolicy().getMaxAttempts()).isEqualTo(5);
        assertThat(spec.getPolicy().getMaxWorkerLosses()).isEqualTo(7);
        assertThat(spec.getLabelsMap()).isEqualTo(Map.of("a", "b", "c", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5..3",
                "-1..5",
                "abc",
                "1..18446744073709551616",
                "1e30",
                "",
                "1..2..3",
                "0x",
                "1e10.5",
                "-5",
                "-.5"
            })
    void badRangeIsOneLineAndExitTwoWithoutACall(String range) {
        cli.run("primes", "count", range);

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .startsWith("forkyard: RANGE '" + range + "'")
                .contains("18446744073709551615")
                .hasLineCount(1);
        assertThat(coordinator.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "--method lmo 5, --method 'lmo' is not one of auto, sieve",
                "--priority urgent 5, --priority 'urgent' is not one of high, normal, low",
                "--max-attempts 0 5, --max-attempts '0' is not a number from 1 to 100",
                "--max-attempts x 5, --max-attempts 'x' is not a number from 1 to 100",
                "--max-worker-losses 1001 5, --max-worker-losses '1001' is not a number from 1 to 1000",
                "--label x 5, --label 'x' is not KEY=VALUE",
                "--timeout 0s 5, --timeout '0s' is not a time above 0",
                "--timeout soon 5, --timeout 'soon' is not a time above 0",
                "--workers 0 5, --workers '0' is not a number from 1 to 1024",
                "--output xml 5, --output 'xml' is not one of text",
                "--color red 5, --color 'red' is not one of auto",
                "--address nowhere 5, --address 'nowhere' is not HOST:PORT",
                "--address localhost:70000 5, with a port of 1 to 65535",
                "--methid sieve 5, 'unknown option ''--methid'', did you mean ''--method''?'",
                "-x 5, unknown option '-x'",
                "--timeout, --timeout",
                "--file /nonexistent/file, there is no such file",
                "--quiet, no RANGE given",
            },
            maxCharsPerColumn = 200)
    void badOptionIsOneLineAndExitTwoWithoutACall(String words, String message) {
        cli.run(("primes count " + words).split(" ", -1));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains(message).hasLineCount(1);
        assertThat(coordinator.requests()).isEmpty();
    }

    @Test
    void wordAfterDoubleDashIsNoOption() {
        cli.run("primes", "count", "--", "--quiet");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).startsWith("forkyard: RANGE '--quiet': ").hasLineCount(1);
    }

    @Test
    void fileAddsItsRangesAfterThoseOfTheLine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ranges.txt");
        Files.writeString(file, "# some\n1..3 5..9\r\n\n  1e1 # ten\n");

        cli.run("primes", "count", "--file", file.toString(), "100");

        assertThat(cli.out()).isEqualTo("0..100 100\n1..3 2\n5..9 4\n0..10 10\ntotal 116\n");
    }

    @Test
    void badLineOfAFileIsNamed() {
        cli.in("5\n6..2\n").run("primes", "count", "--file", "-");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .startsWith("forkyard: stdin:2: RANGE '6..2': start 6")
                .hasLineCount(1);
    }

    @Test
    void moreThanTenThousandRangesBecomeSeveralRequestsAndOneAnswer() {
        String lines =
                IntStream.range(0, 25_001)
                        .mapToObj(i -> i + "..+2")
                        .collect(Collectors.joining("\n"));

        cli.in(lines).run("primes", "count", "--file=-");

        assertThat(coordinator.requests(RunJobRequest.class))
                .extracting(request -> request.getSpec().getCountPrimes().getRangesCount())
                .containsExactly(10_000, 10_000, 5_001);
        assertThat(cli.out().lines()).hasSize(25_002).startsWith("0..2 2").endsWith("total 50002");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE_FULL, 3", "NO_WORKERS, 3", "DRAINING, 3", "INVALID_RANGE, 2", "INVALID_OPTION, 2",
        "UNKNOWN_JOB_TYPE, 2", "TASK_THREW, 1", "WORKER_LOST, 1", "JOB_CANCELLED, 1", "INTERNAL, 1",
        "JOB_DEADLINE, 1",
    })
    void refusalIsOneLineWithItsReasonAndExitCode(ErrorReason reason, int exitCode) {
        coordinator.refuseWith(
                switch (exitCode) {
                    case 3 -> new UnavailableException(reason, "not\nnow", Duration.ofSeconds(1));
                    case 2 -> new InvalidRequestException(reason, "spec", "not\nnow");
                    default -> new JobFailedException(reason, "not\nnow", Map.of(), "at x\nat y");
                });

        cli.run("primes", "count", "5");

        assertThat(cli.exitCode()).isEqualTo(exitCode);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualTo("forkyard: not now [" + reason + "]\n");
    }

    @Test
    void largestPossibleErrorStillArrives() {
        String endless = "näh 😀 ".repeat(3000);
        coordinator.refuseWith(
                new JobFailedException(
                        ErrorReason.TASK_THREW, endless, Map.of("k", endless), endless));

        cli.run("primes", "count", "5");

        assertThat(cli.err()).startsWith("forkyard: näh").endsWith("… [TASK_THREW]\n");
        assertThat(cli.exitCode()).isEqualTo(1);
    }

    @Test
    void failedJobIsOneLineAndItsReasonsExitCode() {
        var error =
                StatusMapping.toJobError(
                        new JobFailedException(
                                ErrorReason.TASK_THREW, "boom", Map.of(), "at Sieve.count"));
        coordinator.runAs(
                spec ->
                        List.of(
                                Job.newBuilder()
                                        .setEphemeral(true)
                                        .setState(JobState.JOB_STATE_FAILED)
                                        .setError(error)
                                        .build()));

        cli.run("primes", "count", "5", "--quiet");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualTo("forkyard: FAILED: boom [TASK_THREW]\n");
    }

    @Test
    void totalThatLacksAPieceIsNotPrinted() {
        coordinator.runAs(
                spec ->
                        List.of(
                                FakeCoordinator.succeeded("j-1", spec).toBuilder()
                                        .setState(JobState.JOB_STATE_PARTIALLY_SUCCEEDED)
                                        .setEphemeral(true)
                                        .addGivenUp(
                                                Piece.newBuilder()
                                                        .setPart(
                                                                Range.newBuilder()
                                                                        .setStart(2)
                                                                        .setEnd(3))
                                                        .setOutcome(
                                                                AttemptOutcome
                                                                        .ATTEMPT_OUTCOME_SIGNALLED))
                                        .setGivenUpTotal(1)
                                        .build()));

        cli.run("primes", "count", "5");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .isEqualTo("forkyard: PARTIALLY_SUCCEEDED: 1 piece given up: 2..3 (SIGNALLED)\n");
    }

    @Test
    void streamThatEndsBeforeItsJobIsALostConnection() {
        coordinator.runAs(spec -> List.of(running()));

        cli.run("primes", "count", "5");

        assertThat(cli.exitCode()).isEqualTo(3);
        assertThat(cli.err()).startsWith("forkyard: lost the connection to 127.0.0.1:");
    }

    @Test
    void timeoutCancelsTheJobAndExitsFour() throws InterruptedException {
        coordinator.runAs(spec -> List.of(running()));
        coordinator.hang();

        cli.run("primes", "count", "5", "--timeout", "200ms");

        assertThat(cli.exitCode()).isEqualTo(4);
        assertThat(cli.err()).isEqualTo("forkyard: gave up after --timeout 200ms\n");
        assertThat(coordinator.awaitDropped()).isTrue();
    }

    @Test
    void interruptCancelsTheJobAndExits130() throws InterruptedException {
        coordinator.runAs(spec -> List.of(running()));
        coordinator.hang();
        Thread thread = new Thread(() -> cli.run("primes", "count", "5"));
        thread.start();
        assertThat(coordinator.awaitStarted()).isTrue();

        cli.interruption().fire();

        assertThat(coordinator.awaitDropped()).isTrue();
        thread.join(10_000);
        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void brokenPipeExits141WithoutAWord() {
        cli.writingTo(new BrokenPipe()).run("primes", "count", "5");

        assertThat(cli.exitCode()).isEqualTo(141);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void progressShowsOnATerminalAfterAWhileOnly() throws InterruptedException {
        coordinator.runAs(spec -> List.of(running()));
        coordinator.hang();

        cli.on(new Terminal(false, true, 80)).run("primes", "count", "1e6", "--timeout", "900ms");

        assertThat(cli.err()).contains("%").contains("\r").endsWith("--timeout 900ms\n");
        assertThat(cli.err().substring(0, cli.err().lastIndexOf("forkyard:"))).endsWith(" \r");
    }

    @Test
    void progressIsSilencedByQuiet() {
        coordinator.runAs(spec -> List.of(running()));
        coordinator.hang();

        cli.on(new Terminal(true, true, 80))
                .run("-q", "primes", "count", "1e6", "--timeout", "900ms");

        assertThat(cli.err()).isEqualTo("forkyard: gave up after --timeout 900ms\n");
    }

    @Test
    void withoutACoordinatorAtTheDefaultAddressAPrivatePoolAnswers() {
        CliRun alone = new CliRun().pools(workers -> new FakePool(coordinator));

        alone.run("--workers=2", "primes", "count", "5");

        assertThat(alone.out()).as(alone.err()).isEqualTo("5\n");
        assertThat(alone.err())
                .isEqualTo(
                        "no coordinator at 127.0.0.1:1: using a private pool of 2 workers for"
                                + " this call\n");
    }

    @Test
    void quietSilencesTheNoteOfAPrivatePool() {
        CliRun alone = new CliRun().pools(workers -> new FakePool(coordinator));

        alone.run("primes", "count", "5", "-q");

        assertThat(alone.out()).isEqualTo("5\n");
        assertThat(alone.err()).isEmpty();
    }

    private static Job running() {
        return Job.newBuilder().setJobId("j-1").setState(JobState.JOB_STATE_RUNNING).build();
    }

    /** Another process's pool, as good as one's own here. */
    private static final class FakePool implements LocalPool {
        private final ManagedChannel channel;

        FakePool(FakeCoordinator coordinator) {
            channel =
                    ManagedChannelBuilder.forAddress("127.0.0.1", coordinator.port())
                            .usePlaintext()
                            .build();
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public void close() {
            channel.shutdownNow();
        }
    }
}
