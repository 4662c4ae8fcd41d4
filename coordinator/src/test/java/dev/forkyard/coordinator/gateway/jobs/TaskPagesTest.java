package dev.forkyard.coordinator.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.engine.AttemptOrder;
import dev.forkyard.coordinator.schedule.AttemptFailure.Kind;
import dev.forkyard.coordinator.schedule.AttemptFailure.Verdict;
import dev.forkyard.coordinator.schedule.JobState;
import dev.forkyard.coordinator.schedule.Priority;
import dev.forkyard.coordinator.watch.Failures;
import dev.forkyard.coordinator.watch.JobBoard;
import dev.forkyard.coordinator.watch.WallClock;
import dev.forkyard.proto.v1.AttemptOutcome;
import dev.forkyard.proto.v1.ListTasksResponse;
import dev.forkyard.proto.v1.Task;
import dev.forkyard.proto.v1.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskPagesTest {
    private static final JobId JOB = new JobId("a");
    private static final int MESSAGE_BYTES_MAX = 1 << 20;

    private final JobBoard board = new JobBoard(new WallClock());
    private final TaskPages pages = new TaskPages(board);

    @BeforeEach
    void open() {
        board.open(
                new Submission(
                        JOB,
                        1,
                        new JobTypeId("test", 1),
                        new byte[0],
                        Priority.NORMAL,
                        ExecutionPolicy.DEFAULT,
                        false,
                        "",
                        Map.of(),
                        Instant.EPOCH),
                Optional.empty(),
                0);
    }

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void runningTasksComeBeforeFailedOnes() {
        run(9);
        run(8);
        fail(1, Verdict.RETRIED, 0);
        fail(2, Verdict.QUARANTINED, 0);
        board.running().started(Failures.attempt("a", 8), System.nanoTime());
        board.running().progressed(Failures.attempt("a", 8), 80);

        ListTasksResponse page = pages.page(JOB, 100, "");

        assertThat(page.getTasksList()).extracting(Task::getTask).containsExactly(8L, 9L, 2L, 1L);
        assertThat(page.getTasksList())
                .extracting(Task::getState)
                .containsExactly(
                        TaskState.TASK_STATE_RUNNING,
                        TaskState.TASK_STATE_RUNNING,
                        TaskState.TASK_STATE_QUARANTINED,
                        TaskState.TASK_STATE_QUEUED);
        assertThat(page.getTasks(0).getFinishedTo()).isEqualTo(80);
        assertThat(page.getTasks(0).hasStartTime()).isTrue();
        assertThat(page.getTasks(1).hasStartTime()).isFalse();
        assertThat(page.getTasks(2).getFailure().getAutopsy().getSignal()).isEqualTo(11);
        assertThat(page.getTasks(2).getFailure().getAutopsy().hasExitCode()).isFalse();
        assertThat(page.getNextPageToken()).isEmpty();
    }

    @Test
    void pagesOfAnySizeHaveEachTaskOnce() {
        List<Long> all = new ArrayList<>();
        for (long task = 1; task <= 3; task++) {
            run(10 + task);
            all.add(10 + task);
        }
        for (long task = 4; task >= 1; task--) {
            fail(5 - task, Verdict.RETRIED, 0);
            all.add(task);
        }
        for (int size = 1; size <= 8; size++) {
            assertThat(tasks(size)).as("pages of %d", size).containsExactlyElementsOf(all);
        }
    }

    @Test
    void endedAttemptsRunNoMore() {
        run(1);
        board.running().ended(Failures.attempt("a", 1));

        assertThat(pages.page(JOB, 10, "").getTasksList()).isEmpty();
    }

    @Test
    void noPageIsLargerThanAMessageMayBe() {
        for (long task = 40; task >= 1; task--) {
            fail(task, Verdict.RETRIED, 64 * 1024);
        }

        ListTasksResponse page = pages.page(JOB, 100, "");

        assertThat(page.getSerializedSize()).isLessThan(MESSAGE_BYTES_MAX);
        assertThat(page.getTasksCount()).isBetween(10, 20);
        assertThat(tasks(100)).hasSize(40);
    }

    @Test
    void theNewestFailuresShareOneMessage() {
        for (long task = 40; task >= 1; task--) {
            fail(task, Verdict.RETRIED, 64 * 1024);
        }

        var newest = pages.newest(JOB);

        assertThat(newest).hasSize(10);
        assertThat(newest.get(0).getTask()).isEqualTo(1);
        assertThat(newest.get(0).getAutopsy().getStdout()).hasSize(64 * 1024);
        assertThat(newest.get(9).getAutopsy().getStdout()).hasSize(4 * 1024);
        assertThat(newest.stream().mapToInt(f -> f.getSerializedSize()).sum()).isLessThan(300_000);
    }

    @Test
    void foreignTokensAreRefused() {
        for (String token : List.of("x", "7", "f", "r1", "f-1", "f99999999999999999999")) {
            assertThat(
                            catchThrowableOfType(
                                            InvalidRequestException.class,
                                            () -> pages.page(JOB, 10, token))
                                    .field())
                    .isEqualTo("page_token");
        }
    }

    @Test
    void statesAndOutcomesOfTheCoreAllHaveTheirWord() {
        for (Kind kind : Kind.values()) {
            assertThat(FailureMessages.outcome(kind)).isNotEqualTo(AttemptOutcome.UNRECOGNIZED);
        }
        for (JobState state : JobState.values()) {
            assertThat(JobMessages.state(state).name()).endsWith("_" + state.name());
        }
    }

    private List<Long> tasks(int size) {
        List<Long> tasks = new ArrayList<>();
        String token = "";
        do {
            ListTasksResponse page = pages.page(JOB, size, token);
            assertThat(page.getTasksCount()).isBetween(1, size);
            page.getTasksList().forEach(task -> tasks.add(task.getTask()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return tasks;
    }

    private void run(long task) {
        board.running()
                .handedOut(
                        new AttemptOrder(
                                Failures.attempt("a", task),
                                new WorkerId(1),
                                new JobTypeId("test", 1),
                                0,
                                new byte[0],
                                new UnsignedRange(0, 100)));
    }

    private void fail(long task, Verdict verdict, int chars) {
        board.failed(
                Failures.failure("a", task, Kind.SIGNALLED, verdict),
                Optional.of(Failures.autopsy(chars)),
                System.nanoTime());
    }
}
