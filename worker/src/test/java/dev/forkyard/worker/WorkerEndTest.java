package dev.forkyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.proto.worker.v1.Order;
import dev.forkyard.proto.worker.v1.Report.MessageCase;
import dev.forkyard.worker.execute.Slot;
import dev.forkyard.worker.guard.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forks real workers and sees them end, each for another reason and with its exit code. */
@Timeout(120)
class WorkerEndTest {
    private static final long HALT_MILLIS_MAX = 1_000;
    private static final int JVM_OUT_OF_MEMORY = 3;

    @TempDir private Path folder;

    @Test
    void haltsWhenStandardInputEndsWhileTaskSpins() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            spin(server);

            worker.closeStandardInput();

            worker.assertExitsWithin(ExitCode.ORPHANED, HALT_MILLIS_MAX);
        }
    }

    @Test
    void haltsWhenStreamClosesWhileTaskSpins() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            spin(server);

            server.closeStream();

            worker.assertExitsWithin(ExitCode.LINK_LOST, HALT_MILLIS_MAX);
        }
    }

    @Test
    void haltsWhenTokenIsRefused() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.next(MessageCase.REGISTER);

            server.refuse();

            worker.assertExits(ExitCode.REFUSED);
        }
    }

    @Test
    void haltsWhenMoreIsAssignedThanTheQueueHolds() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.assign(1, "step");
            server.next(MessageCase.STARTED);

            for (int task = 2; task <= Slot.QUEUE_MAX + 2; task++) {
                server.assign(task, "echo");
            }

            worker.assertExits(ExitCode.PROTOCOL);
            assertThat(worker.output()).contains("job/" + (Slot.QUEUE_MAX + 2) + "#1");
        }
    }

    @Test
    void haltsWhenOrderCannotBeRead() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.send(Order.getDefaultInstance());

            worker.assertExits(ExitCode.PROTOCOL);
        }
    }

    @Test
    void haltsWhenNobodyListens() throws Exception {
        List<String> arguments = List.of("--worker", "7", "--socket", "unix:" + folder + "/none");
        try (ForkedWorker worker = ForkedWorker.startWith(folder, arguments)) {
            worker.writeLine(ForkedWorker.TOKEN);

            worker.assertExits(ExitCode.LINK_LOST);
        }
    }

    @Test
    void haltsWhenStandardInputEndsBeforeTheToken() throws Exception {
        List<String> arguments = List.of("--worker", "7", "--socket", "unix:" + folder + "/none");
        try (ForkedWorker worker = ForkedWorker.startWith(folder, arguments)) {
            worker.closeStandardInput();

            worker.assertExits(ExitCode.ORPHANED);
        }
    }

    @Test
    void tellsUsageWhenArgumentsAreWrong() throws Exception {
        try (ForkedWorker worker = ForkedWorker.startWith(folder, List.of("--worker", "x"))) {
            worker.assertExits(ExitCode.USAGE);
            assertThat(worker.output()).contains(WorkerArguments.USAGE);
        }
    }

    @Test
    void trainingRunEndsByItself() throws Exception {
        try (ForkedWorker worker = ForkedWorker.startWith(folder, List.of("--train"))) {
            worker.assertExits(ExitCode.DRAINED);
            assertThat(worker.output())
                    .hasLineCount(1)
                    .startsWith("forkyard worker ends: DRAINED: ");
        }
    }

    @Test
    void endsWithTheJvmsOwnCodeWhenTaskFillsTheHeap() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.assign(1, "oom");

            worker.assertExits(JVM_OUT_OF_MEMORY);
        }
    }

    @Test
    void endsWithTheTasksCodeWhenTaskExits() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.assign(1, "exit");

            worker.assertExits(42);
        }
    }

    private static void spin(TestLinkServer server) throws Exception {
        server.assign(1, "spin");
        server.next(MessageCase.STARTED);
        // Two seconds of spinning: by then the loop runs as compiled code.
        server.next(MessageCase.HEARTBEAT);
        server.next(MessageCase.HEARTBEAT);
    }
}
