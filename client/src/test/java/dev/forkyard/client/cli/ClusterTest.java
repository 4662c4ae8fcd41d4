package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.client.cli.session.Terminal;
import dev.forkyard.proto.v1.Coordinator;
import dev.forkyard.proto.v1.GetClusterResponse;
import dev.forkyard.proto.v1.Queue;
import dev.forkyard.proto.v1.Worker;
import dev.forkyard.proto.v1.WorkerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Set before each test.
class ClusterTest {
    private static final GetClusterResponse CLUSTER =
            GetClusterResponse.newBuilder()
                    .setCoordinator(
                            Coordinator.newBuilder()
                                    .setPid(7)
                                    .setVersion("0.1.0")
                                    .setStartTime(Timestamp.newBuilder().setSeconds(1_000_000))
                                    .setAddress("127.0.0.1:50051")
                                    .setDataDir("/data")
                                    .setJavaVersion("17.0.15+6"))
                    .addWorkers(
                            Worker.newBuilder()
                                    .setId("w1")
                                    .setPid(11)
                                    .setState(WorkerState.WORKER_STATE_BUSY)
                                    .setCpuTime(Duration.newBuilder().setSeconds(75))
                                    .setRssBytes(70L << 20)
                                    .setJobId("j-1")
                                    .setTask(12)
                                    .setAttempt(2)
                                    .setTasksFinished(30))
                    .addWorkers(
                            Worker.newBuilder()
                                    .setId("w2")
                                    .setPid(12)
                                    .setState(WorkerState.WORKER_STATE_IDLE)
                                    .setCpuTime(Duration.newBuilder().setNanos(5_000_000))
                                    .setRssBytes(3L << 29))
                    .setWorkersWanted(3)
                    .setQueue(Queue.newBuilder().setJobsLive(1).setTasksRunning(1).setJobsEnded(5))
                    .addWarnings("no memory for a third worker")
                    .build();

    private FakeCoordinator coordinator;
    private CliRun cli;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
        coordinator.answerClusterWith(CLUSTER);
        cli = new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    @Test
    void statusIsOnePage() {
        cli.run("status");

        assertThat(cli.out())
                .isEqualTo(
                        """
                        coordinator  127.0.0.1:50051, pid 7, version 0.1.0, Java 17.0.15+6, up 1m 00s
                        http         off
                        data         /data
                        jobs         1 live, 0 of them waiting, 5 ended
                        tasks        1 running
                        workers      2 of 3, 1 IDLE, 1 BUSY
                        warning      no memory for a third worker

                        WORKER  PID  STATE  CPU     MEMORY   TASKS  JOB  TASK  ATTEMPT
                        w2      12   IDLE   5ms     1.5 GiB  0      -    -     -
                        w1      11   BUSY   1m 15s  70 MiB   30     j-1  12    2
                        """);
    }

    @Test
    void statusInJsonHasTheCoordinatorBeforeTheWorkers() {
        cli.run("-o", "json", "status");

        assertThat(cli.out())
                .startsWith("{\n  \"coordinator\": {\n    \"pid\": \"7\"")
                .contains("\"http_address\": \"\"")
                .contains("\"rss_bytes\": \"73400320\"")
                .containsSubsequence("\"coordinator\"", "\"workers\"", "\"workers_wanted\": 3");
    }

    @Test
    void statusInCsvIsRefused() {
        cli.run("status", "-o", "csv");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("status has no csv form").hasLineCount(1);
    }

    @Test
    void coloursNeedATerminalWithoutNoColor() {
        Terminal terminal = new Terminal(true, true, 80);

        assertThat(another().on(terminal).run("status").out()).contains("\u001b[");
        assertThat(another().run("status").out()).doesNotContain("\u001b[");
        assertThat(another().run("status", "--color", "always").out()).contains("\u001b[");
        assertThat(another().on(terminal).run("status", "--color=never").out())
                .doesNotContain("\u001b[");
        assertThat(another().on(terminal).with("NO_COLOR", "1").run("status").out())
                .doesNotContain("\u001b[");
        assertThat(another().on(terminal).with("TERM", "dumb").run("status").out())
                .doesNotContain("\u001b[");
    }

    @Test
    void workersListAsJsonHasTheContractsFields() {
        cli.run("workers", "list", "--output", "json");

        assertThat(cli.out())
                .startsWith("{\n  \"workers\": [{\n    \"id\": \"w1\",\n    \"pid\": \"11\"")
                .containsSubsequence(
                        "\"state\": \"WORKER_STATE_BUSY\"",
                        "\"cpu_time\": \"75s\"",
                        "\"rss_bytes\": \"73400320\"",
                        "\"job_id\": \"j-1\"",
                        "\"task\": \"12\"",
                        "\"attempt\": 2");
    }

    @Test
    void workersListAsCsv() {
        cli.run("workers", "list", "-o=csv");

        assertThat(cli.out())
                .isEqualTo(
                        """
                        id,pid,state,cpu_time,rss_bytes,job_id,task,attempt
                        w1,11,BUSY,75.0s,73400320,j-1,12,2
                        w2,12,IDLE,0.005s,1610612736,,0,0
                        """);
    }

    @Test
    void clusterRunsTheScriptWithAllWordsAndItsExitCode(@TempDir Path folder) throws IOException {
        Path seen = folder.resolve("seen");
        Path script = folder.resolve("start-cluster.sh");
        Files.writeString(script, "#!/bin/sh\necho \"$@\" > '" + seen + "'\nexit 42\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

        cli.scripts(folder)
                .run("-q", "cluster", "start", "--workers", "2", "--port=7", "--help", "x");

        assertThat(cli.exitCode()).isEqualTo(42);
        assertThat(seen).hasContent("--workers 2 --port=7 --help x\n");
    }

    @Test
    void clusterWithoutItsScriptsIsOneLine() {
        cli.run("cluster", "stop");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("stop-cluster.sh").hasLineCount(1);
    }

    @Test
    void doctorSaysHowEverythingIs() {
        cli.with("HOME", "/tmp").with("PATH", "/nowhere").run("doctor");

        assertThat(cli.out().lines())
                .hasSize(9)
                .allMatch(line -> line.matches("(ok|warn|fail) .*"))
                .anyMatch(line -> line.startsWith("warn  setsid       not on the PATH; install"))
                .anyMatch(line -> line.startsWith("ok    coordinator  127.0.0.1:"));
        assertThat(cli.exitCode()).isZero();
    }

    @Test
    void doctorFailsWhenTheCoordinatorThatWasAskedForIsNotThere() {
        CliRun alone = new CliRun().with("HOME", "/tmp");
        alone.run("doctor", "--address", "127.0.0.1:1", "-o", "csv");

        assertThat(alone.exitCode()).isEqualTo(1);
        assertThat(alone.out())
                .startsWith("name,verdict,found,advice\n")
                .contains("coordinator,fail,");
    }

    @Test
    void doctorOnlyWarnsWhenThereIsNoCoordinatorAtAll() {
        CliRun alone = new CliRun().with("HOME", "/tmp").run("doctor", "-o", "json");

        assertThat(alone.exitCode()).isZero();
        assertThat(alone.out()).contains("\"name\": \"coordinator\",\n    \"verdict\": \"warn\"");
    }

    private CliRun another() {
        return new CliRun().with("FORKYARD_ADDRESS", coordinator.address());
    }
}
