package dev.forkyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.client.FakeCoordinator;
import dev.forkyard.proto.v1.ChaosFault;
import dev.forkyard.proto.v1.ChaosFaultKind;
import dev.forkyard.proto.v1.ChaosItemsRequest;
import dev.forkyard.proto.v1.ChaosItemsResponse;
import dev.forkyard.proto.v1.ChaosWork;
import dev.forkyard.proto.v1.Job;
import dev.forkyard.proto.v1.JobResult;
import dev.forkyard.proto.v1.JobSpec;
import dev.forkyard.proto.v1.Range;
import dev.forkyard.proto.v1.SubmitJobRequest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // Set before each test.
class ChaosTest {
    private static final ChaosItemsRequest REQUEST =
            ChaosItemsRequest.newBuilder()
                    .setItems(10_000)
                    .setWork(ChaosWork.CHAOS_WORK_SLEEP)
                    .setWorkMillis(5)
                    .addFaults(fault(ChaosFaultKind.CHAOS_FAULT_KIND_SEGV).setItem(7))
                    .addFaults(
                            fault(ChaosFaultKind.CHAOS_FAULT_KIND_EXIT)
                                    .setArgument(3)
                                    .setRange(Range.newBuilder().setStart(3).setEnd(9)))
                    .addFaults(
                            fault(ChaosFaultKind.CHAOS_FAULT_KIND_PRINT)
                                    .setArgument(1_000_000_000)
                                    .setEvery(100))
                    .addFaults(fault(ChaosFaultKind.CHAOS_FAULT_KIND_IGNORE_CANCEL).setItem(0))
                    .build();

    private FakeCoordinator coordinator;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator();
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    @Test
    void wordsBecomeTheRequest() {
        CliRun run =
                run(
                        "jobs submit chaos --items 10K --work sleep:5 --fault segv@7"
                                + " --fault exit:3@3..9 --fault print:1G@every:100"
                                + " --fault ignore-cancel@0");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("j-1\n");
        assertThat(coordinator.requests(SubmitJobRequest.class).get(0).getSpec().getChaosItems())
                .isEqualTo(REQUEST);
    }

    @Test
    void answerIsCountAndSum() {
        coordinator.add(succeeded());

        assertThat(run("jobs wait j-1").out()).isEqualTo("count 9999 sum 49994999\n");
        assertThat(run("jobs wait j-1 -o csv").out()).isEqualTo("count,sum\n9999,49994999\n");
        assertThat(run("jobs wait j-1 -o json").out())
                .contains("\"count\": \"9999\"")
                .contains("\"sum\": \"49994999\"");
        assertThat(run("jobs get j-1").out())
                .contains("result      count 9999 sum 49994999\n")
                .contains("what        chaos --items 10000 --work sleep:5 --fault segv@7")
                .contains("--fault exit:3@3..9 --fault print:1000000000@every:100 ...\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--items 0",
                "--items 100000001",
                "--items many",
                "--items 5 --work sleep",
                "--items 5 --work noop:3",
                "--items 5 --work dance:3",
                "--items 5 --work spin:3600001",
                "--items 5 --fault segv",
                "--items 5 --fault boom@3",
                "--items 5 --fault exit:x@3",
                "--items 5 --fault exit@every:0",
                "--items 5 --fault exit@9..3",
                "--items 5 --fault exit@-1",
                "--items 5 extra",
            })
    void wrongWordsAreOneLineAndExitTwo(String words) {
        CliRun run = run(("jobs submit chaos " + words).strip());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("forkyard: ").hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(coordinator.requests(SubmitJobRequest.class)).isEmpty();
    }

    private CliRun run(String words) {
        return new CliRun()
                .with("FORKYARD_ADDRESS", coordinator.address())
                .run(words.split(" ", -1));
    }

    private static Job succeeded() {
        JobSpec spec = JobSpec.newBuilder().setChaosItems(REQUEST).build();
        return FakeCoordinator.succeeded("j-1", spec).toBuilder()
                .setResult(
                        JobResult.newBuilder()
                                .setChaosItems(
                                        ChaosItemsResponse.newBuilder()
                                                .setCount(9999)
                                                .setSum(49_994_999)))
                .build();
    }

    private static ChaosFault.Builder fault(ChaosFaultKind kind) {
        return ChaosFault.newBuilder().setKind(kind);
    }
}
