package dev.forkyard.coordinator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.NotFoundException;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.admission.Submission;
import dev.forkyard.coordinator.schedule.JobSnapshot;
import dev.forkyard.coordinator.schedule.JobState;
import dev.forkyard.coordinator.schedule.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobBoardTest {
    private static final byte[] ANSWER = {42};

    private final JobBoard board = new JobBoard(new WallClock());
    private long sequence;

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void watcherGetsTheEndEvenOfAJobThatEndsAtOnce() throws Exception {
        CompletableFuture<JobView> seen = new CompletableFuture<>();
        Submission job = submission("a", true, "");
        board.open(
                job,
                Optional.of(
                        view -> {
                            if (view.ended()) {
                                seen.complete(view);
                            }
                        }),
                0);
        board.admitted(job.id());
        board.ended(ended(job), Optional.of(ANSWER));

        assertThat(seen.get(10, TimeUnit.SECONDS).result()).contains(ANSWER);
    }

    @Test
    void ephemeralJobLeavesWithItsEndAndIsNeverListed() {
        Submission job = submission("a", true, "");
        board.open(job, Optional.empty(), 0);
        board.admitted(job.id());
        List<JobView> listed = board.list(Long.MAX_VALUE, 10);
        board.ended(ended(job), Optional.of(ANSWER));

        assertThat(listed).isEmpty();
        assertThat(reasonOfMissing(job.id())).isEqualTo(ErrorReason.JOB_NOT_FOUND);
        assertThat(board.liveInputBytes()).isZero();
    }

    @Test
    void sameRequestIdGivesTheSameJob() throws Exception {
        Submission first = submission("a", false, "mine");
        Submission second = submission("b", false, "mine");
        board.open(first, Optional.empty(), 0);
        board.admitted(first.id());

        JobBoard.Opened again = board.open(second, Optional.empty(), 0);

        assertThat(again.isNew()).isFalse();
        assertThat(again.admitted().get(10, TimeUnit.SECONDS).submission().id())
                .isEqualTo(first.id());
    }

    @Test
    void onlyTheLastTenThousandEndedJobsAreRemembered() {
        for (int i = 0; i < 10_001; i++) {
            Submission job = submission("job-" + i, false, "");
            board.open(job, Optional.empty(), 0);
            board.admitted(job.id());
            board.ended(ended(job), Optional.of(ANSWER));
        }

        assertThat(reasonOfMissing(new JobId("job-0"))).isEqualTo(ErrorReason.JOB_EXPIRED);
        assertThat(board.find(new JobId("job-1")).ended()).isTrue();
        assertThat(board.list(Long.MAX_VALUE, 20_000)).hasSize(10_000);
    }

    @Test
    void listIsNewestFirstAndPaged() {
        for (String name : List.of("a", "b", "c")) {
            Submission job = submission(name, false, "");
            board.open(job, Optional.empty(), 0);
            board.admitted(job.id());
        }

        List<JobView> page = board.list(Long.MAX_VALUE, 2);
        List<JobView> rest = board.list(page.get(1).submission().sequence(), 2);

        assertThat(page)
                .extracting(view -> view.submission().id().value())
                .containsExactly("c", "b");
        assertThat(rest).extracting(view -> view.submission().id().value()).containsExactly("a");
    }

    private ErrorReason reasonOfMissing(JobId id) {
        return catchThrowableOfType(NotFoundException.class, () -> board.find(id)).reason();
    }

    private Submission submission(String id, boolean ephemeral, String requestId) {
        return new Submission(
                new JobId(id),
                ++sequence,
                new JobTypeId("test", 1),
                new byte[100],
                Priority.NORMAL,
                ExecutionPolicy.DEFAULT,
                ephemeral,
                requestId,
                Map.of(),
                Instant.EPOCH);
    }

    private static JobSnapshot ended(Submission job) {
        return new JobSnapshot(
                job.id(),
                JobState.SUCCEEDED,
                job.ephemeral(),
                2,
                0,
                OptionalLong.of(1),
                OptionalLong.of(System.nanoTime()),
                1,
                0,
                1,
                0,
                1,
                Optional.empty(),
                List.of(),
                List.of(),
                0);
    }
}
