package dev.forkyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.proto.worker.v1.Ended;
import dev.forkyard.proto.worker.v1.Ended.OutcomeCase;
import dev.forkyard.proto.worker.v1.Register;
import dev.forkyard.proto.worker.v1.Report;
import dev.forkyard.proto.worker.v1.Report.MessageCase;
import dev.forkyard.worker.guard.ExitCode;
import dev.forkyard.worker.guard.ThreadDumpText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forks real workers and speaks with them over the real link. */
@Timeout(120)
class WorkerMainTest {
    @TempDir private Path folder;

    @Test
    void registersWithNumberTokenPidAndTypesThenBeats() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            Register register = server.next(MessageCase.REGISTER).getRegister();

            assertThat(register.getWorker()).isEqualTo(7);
            assertThat(register.getToken()).isEqualTo(ForkedWorker.TOKEN);
            assertThat(register.getPid()).isEqualTo(worker.pid());
            assertThat(register.getJobTypesList()).contains("test.behaviour/1");
            assertThat(server.next(MessageCase.HEARTBEAT).hasHeartbeat()).isTrue();
            assertThat(server.next(MessageCase.HEARTBEAT).hasHeartbeat()).isTrue();
        }
    }

    @Test
    void executesAttemptOverTcp() throws Exception {
        try (TestLinkServer server = TestLinkServer.onTcp();
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            assertThat(server.next().hasRegister()).isTrue();

            server.assign(1, "echo");

            assertThat(server.next().getStarted().getAttempt())
                    .isEqualTo(TestLinkServer.attempt(1));
            assertThat(server.next().getEnded().getSucceeded().getPayload().toStringUtf8())
                    .isEqualTo("echo");
            assertThat(worker.pid()).isPositive();
        }
    }

    @Test
    void executesAssignedAttemptsInOrderThenDrains() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            for (int task = 1; task <= 8; task++) {
                server.assign(task, "echo");
            }
            server.drain();

            assertThat(server.next().hasRegister()).isTrue();
            for (int task = 1; task <= 8; task++) {
                // The starts of tiny attempts may go unsaid.
                Ended ended = server.next(MessageCase.ENDED).getEnded();
                assertThat(ended.getAttempt()).isEqualTo(TestLinkServer.attempt(task));
                assertThat(ended.getSucceeded().getFinishedTo()).isEqualTo(200);
                assertThat(ended.getRunNanos()).isPositive();
            }
            worker.assertExits(ExitCode.DRAINED);
            assertThat(worker.output())
                    .hasLineCount(1)
                    .startsWith("forkyard worker ends: DRAINED: ");
        }
    }

    @Test
    void reportsExceptionWithItsCause() throws Exception {
        Ended ended = endOf("throw");

        assertThat(ended.getThrew().getClassName())
                .isEqualTo(IllegalStateException.class.getName());
        assertThat(ended.getThrew().getMessage()).isEqualTo("outer");
        assertThat(ended.getThrew().getStack())
                .contains("TestJob.execute")
                .contains("Caused by: " + IOException.class.getName() + ": the real cause");
    }

    @Test
    void survivesStackOverflowOfTask() throws Exception {
        assertThat(endOf("overflow").getThrew().getClassName())
                .isEqualTo(StackOverflowError.class.getName());
    }

    @Test
    void userCodeSeesEmptyStandardInput() throws Exception {
        assertThat(endOf("stdin").getSucceeded().getPayload().toStringUtf8()).isEqualTo("read -1");
    }

    @Test
    void userOutputDoesNotDisturbTheLink() throws Exception {
        assertThat(endOf("print").getOutcomeCase()).isEqualTo(OutcomeCase.SUCCEEDED);
    }

    @Test
    void unknownJobTypeIsReportedAsThrown() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.assign(1, "nowhere/3", "echo");

            Ended ended = server.next(MessageCase.ENDED).getEnded();

            assertThat(ended.getThrew().getMessage())
                    .contains("nowhere/3", "class path", "test.behaviour/1");
            assertThat(worker.pid()).isPositive();
        }
    }

    @Test
    void reportsProgressThenYieldsFinishedPrefix() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.assign(1, "step");

            Report progress = server.next(MessageCase.PROGRESS);
            server.requestYield(1);

            assertThat(progress.getProgress().getFinishedTo()).isEqualTo(101);
            assertThat(server.next().getEnded().getSucceeded().getFinishedTo()).isEqualTo(101);
            assertThat(worker.pid()).isPositive();
        }
    }

    @Test
    void cancelStopsRunningAndQueuedAttempt() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.assign(1, "step");
            server.next(MessageCase.STARTED);
            server.assign(2, "echo");
            server.cancel(2);
            Ended queued = server.next(MessageCase.ENDED).getEnded();
            server.cancel(1);
            Ended running = server.next(MessageCase.ENDED).getEnded();

            assertThat(queued.getAttempt()).isEqualTo(TestLinkServer.attempt(2));
            assertThat(queued.hasCancelled()).isTrue();
            assertThat(running.getAttempt()).isEqualTo(TestLinkServer.attempt(1));
            assertThat(running.hasCancelled()).isTrue();
            assertThat(worker.pid()).isPositive();
        }
    }

    @Test
    void tellsWhatItsThreadsDoWhileTaskSpinsInCountedLoop() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.assign(1, "spin");
            server.next(MessageCase.STARTED);
            // Two seconds of spinning: by then the loop runs as compiled code.
            server.next(MessageCase.HEARTBEAT);
            server.next(MessageCase.HEARTBEAT);

            server.dumpThreads();

            String dump = server.next(MessageCase.THREAD_DUMP).getThreadDump().getText();
            assertThat(dump).startsWith("\"forkyard-slot-0\" RUNNABLE\n    at ");
            assertThat(dump.lines().skip(1).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("TestJob.countedLoop"));
            assertThat(dump).contains("\"forkyard-pulse\"", "\"forkyard-link\"");
            assertThat(worker.pid()).isPositive();
        }
    }

    @Test
    void dumpOfDeepStackIsBounded() throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.assign(1, "deep");
            server.next(MessageCase.PROGRESS);

            server.dumpThreads();

            String dump = server.next(MessageCase.THREAD_DUMP).getThreadDump().getText();
            assertThat(dump).hasSizeLessThanOrEqualTo(ThreadDumpText.CHARACTERS_MAX);
            assertThat(dump).contains("    ... ", " more\n", "\"forkyard-pulse\"");
            assertThat(worker.pid()).isPositive();
        }
    }

    private Ended endOf(String behaviour) throws Exception {
        try (TestLinkServer server = TestLinkServer.onUnixSocket(folder);
                ForkedWorker worker = ForkedWorker.start(server, folder)) {
            server.assign(1, behaviour);
            Ended ended = server.next(MessageCase.ENDED).getEnded();
            server.drain();
            worker.assertExits(ExitCode.DRAINED);
            return ended;
        }
    }
}
