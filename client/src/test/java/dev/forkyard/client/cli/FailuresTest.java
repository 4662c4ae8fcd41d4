package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.proto.v1.AttemptOutcome;
import dev.forkyard.proto.v1.Autopsy;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.ExecutionPolicy;
import dev.forkyard.proto.v1.FailurePolicy;
import dev.forkyard.proto.v1.FailureVerdict;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobError;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.Piece;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.v1.TaskFailure;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class FailuresTest {
    private static final Range PART = Range.newBuilder().setStart(7).setEnd(8).build();

    private FakeCoordinator coordinator;
    private CliRun cli;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        cli = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
        coordinator.add(job());
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    @Test
    void failuresAreShownWithTheirAutopsies() {
        cli.run("jobs", "get", "j-1", "--failures");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out())
                .contains("given up    7..8 SIGNALLED: task 12 killed 3 workers\n")
                .endsWith(
                        """

                        task 12 attempt 3  SIGNALLED  QUARANTINED
                          part      7..8 of stage 0
                          ended     1970-01-12T13:46:50Z
                          why       task 12 killed 3 workers
                          worker    w5, killed by signal 11 (SIGSEGV)
                          used      peak 200 MiB resident, CPU 2.0s
                          stdout    ... 5 more lines; see all with -o json
                                    | line 5
                        """
                                + IntStream.range(6, 25)
                                        .mapToObj(i -> "            | line " + i + "\n")
                                        .collect(Collectors.joining())
                                + """
                                  threads   | "forkyard-slot-0" RUNNABLE
                                            |     at Sieve.run
                                """);
    }

    @Test
    void outputOfAWorkerCannotSteerTheTerminal() {
        cli.run("jobs", "get", "j-1", "--failures");

        assertThat(cli.out()).doesNotContain("\u001b");
    }

    @Test
    void failuresAreInJsonAndCsvToo() {
        assertThat(cli.run("jobs", "get", "j-1", "--failures", "-o", "json").out())
                .contains("\"outcome\": \"ATTEMPT_OUTCOME_SIGNALLED\"")
                .contains("\"signal\": 11")
                .contains("line 0\\n");
        assertThat(
                        new CliRun()
                                .with("FORKYARD_ADDRESS", coordinator.address())
                                .run("jobs", "get", "j-1", "--failures", "-o", "csv")
                                .out())
                .isEqualTo(
                        """
                        job_id,task,attempt,worker,stage,start,end,outcome,verdict,end_time,reason,message
                        j-1,12,3,w5,0,7,8,SIGNALLED,QUARANTINED,1970-01-12T13:46:50Z,TASK_QUARANTINED,task 12 killed 3 workers
                        """);
    }

    @Test
    void waitingForAPartlySucceededCountNamesThePiecesAndPrintsNoTotal() {
        cli.run("jobs", "wait", "j-1");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .isEqualTo(
                        "forkyard: job j-1 PARTIALLY_SUCCEEDED: 1 piece given up: 7..8"
                                + " (SIGNALLED); see forkyard jobs get j-1 --failures\n");
    }

    @Test
    void everyLimitIsAnOption() {
        cli.run(
                ("jobs submit primes count 5 --attempt-timeout 10s --progress-timeout 500ms"
                                + " --queue-timeout 1m --deadline 2h --kill-grace 0"
                                + " --max-attempts 4 --max-worker-deaths 5 --max-memory-deaths 6"
                                + " --max-worker-losses 7 --max-items-per-task 8 --policy continue")
                        .split(" ", -1));

        assertThat(coordinator.requests(SubmitJobRequest.class).get(0).getSpec().getPolicy())
                .isEqualTo(
                        ExecutionPolicy.newBuilder()
                                .setAttemptTimeout(Duration.newBuilder().setSeconds(10))
                                .setProgressTimeout(Duration.newBuilder().setNanos(500_000_000))
                                .setQueueTimeout(Duration.newBuilder().setSeconds(60))
                                .setDeadline(Duration.newBuilder().setSeconds(7200))
                                .setKillGrace(Duration.getDefaultInstance())
                                .setMaxAttempts(4)
                                .setMaxWorkerDeaths(5)
                                .setMaxMemoryDeaths(6)
                                .setMaxWorkerLosses(7)
                                .setMaxItemsPerTask(8)
                                .setFailurePolicy(FailurePolicy.FAILURE_POLICY_CONTINUE)
                                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "--attempt-timeout,0",
        "--attempt-timeout,-1s",
        "--deadline,366d",
        "--kill-grace,2h",
        "--kill-grace,x",
        "--max-worker-deaths,101",
        "--max-worker-losses,0",
        "--max-items-per-task,0",
        "--policy,maybe"
    })
    void limitOutOfItsRangeIsRefusedBeforeAnyCall(String option, String value) {
        cli.run("jobs", "submit", "primes", "count", "5", option, value);

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains(option).contains(value).hasLineCount(1);
        assertThat(coordinator.requests()).isEmpty();
    }

    private static Job job() {
        return Job.newBuilder()
                .setJobId("j-1")
                .setSpec(
                        JobSpec.newBuilder()
                                .setCountPrimes(CountPrimesRequest.newBuilder().addRanges(PART)))
                .setState(JobState.JOB_STATE_PARTIALLY_SUCCEEDED)
                .setCreateTime(Timestamp.newBuilder().setSeconds(1_000_000))
                .addGivenUp(
                        Piece.newBuilder()
                                .setPart(PART)
                                .setTask(12)
                                .setOutcome(AttemptOutcome.ATTEMPT_OUTCOME_SIGNALLED)
                                .setMessage("task 12 killed 3 workers"))
                .setGivenUpTotal(1)
                .setFailuresTotal(1)
                .addFailures(failure())
                .build();
    }

    private static TaskFailure failure() {
        return TaskFailure.newBuilder()
                .setTask(12)
                .setAttempt(3)
                .setWorker("w5")
                .setPart(PART)
                .setOutcome(AttemptOutcome.ATTEMPT_OUTCOME_SIGNALLED)
                .setVerdict(FailureVerdict.FAILURE_VERDICT_QUARANTINED)
                .setEndTime(Timestamp.newBuilder().setSeconds(1_000_010))
                .setError(
                        JobError.newBuilder()
                                .setReason("TASK_QUARANTINED")
                                .setMessage("task 12 killed 3 workers"))
                .setAutopsy(
                        Autopsy.newBuilder()
                                .setHow("killed by signal 11 (SIGSEGV)")
                                .setSignal(11)
                                .setStdout(
                                        IntStream.range(0, 25)
                                                .mapToObj(i -> "line " + i + "\n")
                                                .collect(Collectors.joining()))
                                .setThreadDump("\"forkyard-slot-0\" RUNNABLE\n\tat Sieve.run\n")
                                .setPeakRssBytes(200 << 20)
                                .setCpuTime(Duration.newBuilder().setSeconds(2)))
                .build();
    }
}
