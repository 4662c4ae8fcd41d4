package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.client.cli.session.Terminal;
import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.JobFailedException;
import dev.forkyard.proto.v1.CancelJobRequest;
import dev.forkyard.proto.v1.CountPrimesRequest;
import dev.forkyard.proto.v1.ExecutionPolicy;
import dev.forkyard.proto.v1.FailurePolicy;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobProgress;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.JobState;
import dev.forkyard.proto.v1.ListJobsRequest;
import dev.forkyard.proto.v1.Priority;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.Stage;
import dev.forkyard.proto.v1.SubmitJobRequest;
import dev.forkyard.proto.wire.StatusMapping;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class JobsTest {
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
    void submitTakesTheWordsOfTheDirectCommandAndPrintsTheId() {
        cli.run("jobs", "submit", "primes", "count", "1..1e12", "--priority", "high", "-q");

        SubmitJobRequest request = coordinator.requests(SubmitJobRequest.class).get(0);
        assertThat(cli.out()).isEqualTo("j-1\n");
        assertThat(cli.exitCode()).isZero();
        assertThat(request.getSpec().getPriority()).isEqualTo(Priority.PRIORITY_HIGH);
        assertThat(request.getSpec().getCountPrimes().getRanges(0).getEnd())
                .isEqualTo(1_000_000_000_000L);
    }

    @Test
    void submitOfTooManyRangesPrintsAnIdEach() {
        String lines =
                IntStream.range(0, 10_001).mapToObj(i -> "5").collect(Collectors.joining(" "));

        cli.in(lines).run("jobs", "submit", "primes", "count", "--file", "-");

        assertThat(cli.out()).isEqualTo("j-1\nj-2\n");
        assertThat(cli.err()).isEqualTo("too many ranges for one job: submitting 2 jobs\n");
    }

    @Test
    void submitInJsonIsTheResponse() {
        cli.run("jobs", "submit", "primes", "count", "5", "--output=json");

        assertThat(cli.out()).contains("\"job\": {").contains("\"job_id\": \"j-1\"");
    }

    @Test
    void listIsAnAlignedTableNewestFirst() {
        coordinator.add(FakeCoordinator.succeeded("j-old", spec(10)));
        coordinator.add(running("j-newer"));

        cli.run("jobs", "list");

        assertThat(cli.out())
                .isEqualTo(
                        """
                        JOB ID   STATE      PRIORITY  DONE    TASKS  RUN TIME  AGE     WHAT
                        j-newer  RUNNING    low       25.0%   7      3.5s      1m 00s  primes count 0..20
                        j-old    SUCCEEDED  normal    100.0%  3      -         1m 00s  primes count 0..10
                        """);
    }

    @Test
    void listInCsvAndJsonHasTheSameJobs() {
        coordinator.add(running("j-1"));

        CliRun csv = another().run("jobs", "list", "-o", "csv");
        CliRun json = another().run("jobs", "list", "-o", "json");

        assertThat(csv.out())
                .isEqualTo(
                        """
                        job_id,state,priority,fraction,tasks_finished,run_time_seconds,create_time,what
                        j-1,RUNNING,low,0.25,7,3.5,1970-01-12T13:46:40Z,primes count 0..20
                        """);
        assertThat(json.out())
                .startsWith("{\n  \"jobs\": [{\n    \"job_id\": \"j-1\"")
                .contains("\"state\": \"JOB_STATE_RUNNING\"")
                .contains("\"tasks_finished\": \"7\"");
    }

    @Test
    void listFollowsPagesUpToItsLimit() {
        for (int i = 0; i < 250; i++) {
            coordinator.add(FakeCoordinator.succeeded("j-" + i, spec(1)));
        }

        CliRun all = another().run("jobs", "list");
        CliRun some = another().run("jobs", "list", "--limit", "120");

        assertThat(all.out().lines()).hasSize(251);
        assertThat(some.out().lines()).hasSize(121);
        assertThat(some.err()).contains("newest 120 jobs");
        assertThat(coordinator.requests(ListJobsRequest.class)).hasSize(5);
    }

    @Test
    void listOfNothingIsANoteAndNoAnswer() {
        cli.run("jobs", "list");

        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualTo("no jobs\n");
        assertThat(cli.exitCode()).isZero();
    }

    @Test
    void getShowsEverythingOnAPage() {
        coordinator.add(
                running("j-1").toBuilder()
                        .setSpec(spec(20).toBuilder().setPolicy(policy()).putLabels("team", "a\nb"))
                        .addStages(
                                Stage.newBuilder()
                                        .setExtent(Range.newBuilder().setEnd(20))
                                        .setFinished(5)
                                        .setTasksFinished(7)
                                        .setWorkerTime(Duration.newBuilder().setSeconds(61)))
                        .setState(JobState.JOB_STATE_FAILED)
                        .setError(
                                StatusMapping.toJobError(
                                        new JobFailedException(
                                                ErrorReason.WORKER_LOST,
                                                "worker w3 died",
                                                Map.of("exit_code", "137"),
                                                "")))
                        .build());

        cli.run("jobs", "get", "j-1");

        assertThat(cli.out())
                .isEqualTo(
                        """
                        job         j-1
                        state       FAILED
                        what        primes count 0..20
                        priority    normal
                        policy      9 attempts, 3 deaths (2 for memory), 100 losses a task; continue
                        limits      attempt 10.0s, kill grace 2.0s
                        label       team=a b
                        created     1970-01-12T13:46:40Z (1m 00s ago)
                        run time    3.5s
                        progress    25.0%, 2 tasks running, 7 finished, 0 attempts lost
                        worker time 6.0s
                        stage       0..20, 5 finished in 7 tasks, worker time 1m 01s
                        error       WORKER_LOST worker w3 died
                                    exit_code 137
                        """);
    }

    @Test
    void uniquePrefixAndLastNameAJob() {
        coordinator.add(FakeCoordinator.succeeded("abc-1", spec(1)));
        coordinator.add(FakeCoordinator.succeeded("abd-2", spec(2)));

        assertThat(another().run("jobs", "wait", "abc").out()).isEqualTo("1\n");
        assertThat(another().run("jobs", "wait", "@last").out()).isEqualTo("2\n");
        assertThat(another().run("jobs", "wait", "abd-2", "abc-1").out()).isEqualTo("2\n1\n");
    }

    @Test
    void wholeIdWinsOverLongerOnes() {
        coordinator.add(FakeCoordinator.succeeded("abc", spec(1)));
        coordinator.add(FakeCoordinator.succeeded("abc-2", spec(2)));

        assertThat(cli.run("jobs", "wait", "abc").out()).isEqualTo("1\n");
    }

    @Test
    void ambiguousPrefixIsOneLineAndExitTwo() {
        coordinator.add(FakeCoordinator.succeeded("abc-1", spec(1)));
        coordinator.add(FakeCoordinator.succeeded("abd-2", spec(2)));

        cli.run("jobs", "cancel", "ab");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .isEqualTo(
                        "forkyard: ID 'ab' is the start of 2 jobs, such as abd-2, abc-1; write more"
                                + " of it\n");
        assertThat(coordinator.requests(CancelJobRequest.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "wait", "watch", "cancel"})
    void unknownIdIsOneLineAndExitTwo(String verb) {
        CliRun unknown = another().run("jobs", verb, "nobody");
        CliRun malformed = another().run("jobs", verb, "No Id");
        CliRun missing = another().run("jobs", verb);
        CliRun none = another().run("jobs", verb, "@last");

        assertThat(List.of(unknown, malformed, missing, none))
                .allSatisfy(
                        run -> {
                            assertThat(run.exitCode()).isEqualTo(2);
                            assertThat(run.err()).hasLineCount(1);
                            assertThat(run.out()).isEmpty();
                        });
        assertThat(unknown.err()).isEqualTo("forkyard: no job nobody [JOB_NOT_FOUND]\n");
        assertThat(malformed.err()).contains("'No Id'").contains("1 to 40 characters");
    }

    @Test
    void waitForAFailedJobExitsOneWithItsError() {
        coordinator.add(
                FakeCoordinator.succeeded("j-1", spec(1)).toBuilder()
                        .clearResult()
                        .setState(JobState.JOB_STATE_CANCELLED)
                        .build());

        cli.run("jobs", "wait", "j-1");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).isEqualTo("forkyard: job j-1 CANCELLED\n");
    }

    @Test
    void timeoutOfWaitEndsOnlyTheWaiting() throws InterruptedException {
        coordinator.add(running("j-1"));
        coordinator.hang();

        cli.run("jobs", "wait", "j-1", "--timeout", "200ms");

        assertThat(cli.exitCode()).isEqualTo(4);
        assertThat(coordinator.awaitDropped()).isTrue();
        assertThat(coordinator.requests(CancelJobRequest.class)).isEmpty();
    }

    @Test
    void interruptOfWatchEndsOnlyTheWatching() throws InterruptedException {
        coordinator.add(running("j-1"));
        coordinator.hang();
        Thread thread = new Thread(() -> cli.run("jobs", "watch", "j-1"));
        thread.start();
        assertThat(coordinator.awaitStarted()).isTrue();

        cli.interruption().fire();

        thread.join(10_000);
        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err()).isEmpty();
        assertThat(coordinator.requests(CancelJobRequest.class)).isEmpty();
    }

    @Test
    void watchPrintsALineAChange() {
        coordinator.add(FakeCoordinator.succeeded("j-1", spec(1)));

        CliRun text = another().run("jobs", "watch", "j-1");
        CliRun json = another().run("jobs", "watch", "j-1", "-o", "json");
        CliRun csv = another().run("jobs", "watch", "j-1", "-o", "csv");

        assertThat(text.out())
                .isEqualTo("j-1 SUCCEEDED 100.0%, 0 tasks running, 3 finished, 0 attempts lost\n");
        assertThat(json.out()).startsWith("{\"job\":{\"job_id\":\"j-1\"").hasLineCount(1);
        assertThat(csv.out())
                .isEqualTo(
                        """
                        job_id,state,fraction,tasks_running,tasks_finished,attempts_lost
                        j-1,SUCCEEDED,1.0,0,3,0
                        """);
    }

    @Test
    void watchEndsWhenItsReaderHasGone() {
        coordinator.add(running("j-1"));
        coordinator.hang();

        cli.writingTo(new BrokenPipe()).run("jobs", "watch", "j-1");

        assertThat(cli.exitCode()).isEqualTo(141);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void watchOnATerminalShowsABarAndTheEnd() {
        coordinator.add(running("j-1"));
        coordinator.hang();

        cli.on(new Terminal(true, true, 80)).run("jobs", "watch", "j-1", "--timeout", "900ms");

        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("\r").contains("25%");
    }

    @Test
    void cancelOfAnEndedJobIsANoOp() {
        coordinator.add(FakeCoordinator.succeeded("j-1", spec(1)));

        cli.run("jobs", "cancel", "j-1");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("j-1 SUCCEEDED\n");
        assertThat(coordinator.requests(CancelJobRequest.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs list",
                "jobs wait x",
                "workers list",
                "status",
                "jobs submit primes count 5"
            })
    void withoutACoordinatorExitsThreeAndSaysHowToStartOne(String words) {
        CliRun alone = new CliRun().run(words.split(" ", -1));

        assertThat(alone.exitCode()).isEqualTo(3);
        assertThat(alone.err())
                .isEqualTo(
                        "forkyard: no coordinator at 127.0.0.1:1; start one with: forkyard cluster"
                                + " start --port 1\n");
    }

    private static ExecutionPolicy policy() {
        return ExecutionPolicy.newBuilder()
                .setMaxAttempts(9)
                .setMaxWorkerDeaths(3)
                .setMaxMemoryDeaths(2)
                .setMaxWorkerLosses(100)
                .setAttemptTimeout(Duration.newBuilder().setSeconds(10))
                .setKillGrace(Duration.newBuilder().setSeconds(2))
                .setFailurePolicy(FailurePolicy.FAILURE_POLICY_CONTINUE)
                .build();
    }

    private CliRun another() {
        return new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
    }

    private static JobSpec spec(long end) {
        return JobSpec.newBuilder()
                .setCountPrimes(
                        CountPrimesRequest.newBuilder().addRanges(Range.newBuilder().setEnd(end)))
                .build();
    }

    private static Job running(String id) {
        return FakeCoordinator.succeeded(id, spec(20)).toBuilder()
                .setSpec(spec(20).toBuilder().setPriority(Priority.PRIORITY_LOW))
                .setState(JobState.JOB_STATE_RUNNING)
                .setRunTime(Duration.newBuilder().setSeconds(3).setNanos(500_000_000))
                .setProgress(
                        JobProgress.newBuilder()
                                .setFraction(0.25)
                                .setTasksRunning(2)
                                .setTasksFinished(7)
                                .setWorkerTime(Duration.newBuilder().setSeconds(6)))
                .clearResult()
                .build();
    }
}
