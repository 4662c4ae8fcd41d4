package dev.forkyard.coordinator.watch;

import static dev.forkyard.coordinator.watch.Failures.attempt;
import static dev.forkyard.coordinator.watch.Failures.autopsy;
import static dev.forkyard.coordinator.watch.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.JobId;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.schedule.AttemptFailure;
import dev.forkyard.coordinator.schedule.AttemptFailure.Kind;
import dev.forkyard.coordinator.schedule.AttemptFailure.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskLogTest {
    private static final JobId JOB = new JobId("a");

    @Test
    void failuresComeNewestFirstWithTheirAutopsies() {
        TaskLog log = new TaskLog();
        add(log, "a", 1, Verdict.RETRIED, 10);
        add(log, "b", 2, Verdict.RETRIED, 20);
        add(log, "a", 3, Verdict.RETRIED, 30);

        assertThat(tasks(log.newest(JOB, Long.MAX_VALUE, 10))).containsExactly(3L, 1L);
        assertThat(log.newest(JOB, Long.MAX_VALUE, 1).get(0).autopsy()).contains(autopsy(30));
        assertThat(tasks(log.newest(JOB, 3, 10))).containsExactly(1L);
        assertThat(log.find(attempt("b", 2))).isPresent();
    }

    @Test
    void ofOneJobTheLastHundredAreKeptAndAllAreCounted() {
        TaskLog log = new TaskLog();
        for (int task = 1; task <= 250; task++) {
            add(log, "a", task, Verdict.QUARANTINED, 0);
        }

        List<FailedAttempt> kept = log.newest(JOB, Long.MAX_VALUE, 1000);
        assertThat(kept).hasSize(100);
        assertThat(kept.get(99).failure().attempt()).isEqualTo(attempt("a", 151));
        assertThat(log.givenUp(JOB).failures()).isEqualTo(250);
        assertThat(log.givenUp(JOB).count()).isEqualTo(250);
        assertThat(log.givenUp(JOB).first()).hasSize(100);
        assertThat(log.givenUp(JOB).first().get(0).task()).isEqualTo(1);
    }

    @Test
    void onlyFinalVerdictsGiveAPieceUp() {
        TaskLog log = new TaskLog();
        add(log, "a", 1, Verdict.RETRIED, 0);
        add(log, "a", 2, Verdict.BISECTED, 0);
        add(log, "a", 3, Verdict.DROPPED, 0);
        add(log, "a", 4, Verdict.GIVEN_UP, 0);

        assertThat(log.givenUp(JOB).first()).extracting(GivenUpPieces.Piece::task).containsOnly(4L);
        assertThat(log.givenUp(JOB).failures()).isEqualTo(4);
    }

    @Test
    void theOldestLoseTheirTextsWhenThereAreTooMany() {
        int dump = autopsy(0).threadDump().length();
        TaskLog log = new TaskLog(100, 2L * (dump + 10));
        add(log, "a", 1, Verdict.RETRIED, 10);
        add(log, "b", 2, Verdict.RETRIED, 10);
        add(log, "a", 3, Verdict.RETRIED, 10);

        List<FailedAttempt> kept = log.newest(JOB, Long.MAX_VALUE, 10);
        assertThat(kept.get(0).autopsy()).map(Autopsy::stdout).contains("x".repeat(10));
        assertThat(kept.get(1).autopsy()).map(Autopsy::stdout).contains("");
        assertThat(kept.get(1).autopsy()).map(Autopsy::how).contains(autopsy(0).how());
        assertThat(log.textLength()).isEqualTo(2L * (dump + 10));
    }

    @Test
    void aForgottenJobLeavesNothing() {
        TaskLog log = new TaskLog(3, 1000);
        add(log, "a", 1, Verdict.QUARANTINED, 10);
        add(log, "a", 2, Verdict.QUARANTINED, 10);
        log.forget(JOB);

        assertThat(log.newest(JOB, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(log.givenUp(JOB)).isEqualTo(GivenUpPieces.NONE);
        assertThat(log.textLength()).isZero();
    }

    @Test
    void ofAllJobsTheOldestFailuresGo() {
        TaskLog log = new TaskLog(2, 1000);
        add(log, "a", 1, Verdict.RETRIED, 0);
        add(log, "b", 2, Verdict.RETRIED, 0);
        add(log, "b", 3, Verdict.RETRIED, 0);

        assertThat(log.newest(JOB, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(log.givenUp(JOB).failures()).isEqualTo(1);
    }

    @Test
    void aJobsFailureIsExplainedByTheAutopsyOfItsAttempt() {
        TaskLog log = new TaskLog();
        AttemptFailure failed = failure("a", 7, Kind.SIGNALLED, Verdict.QUARANTINED);
        log.add(failed, Optional.of(autopsy(5)), Instant.EPOCH);

        Failure explained = Explanation.of(failed.failure(), JOB, log);

        assertThat(explained.details())
                .containsEntry("outcome", "SIGNALLED")
                .containsEntry("signal", "11")
                .containsEntry("worker", "w3")
                .containsEntry("peak_rss_bytes", "209715200")
                .doesNotContainKey("exit_code");
        assertThat(explained.stack()).isEqualTo(autopsy(0).threadDump());
        assertThat(explained.message()).isEqualTo(failed.failure().message());
    }

    private static void add(TaskLog log, String job, long task, Verdict verdict, int chars) {
        log.add(
                failure(job, task, Kind.SIGNALLED, verdict),
                Optional.of(autopsy(chars)),
                Instant.EPOCH);
    }

    private static List<Long> tasks(List<FailedAttempt> failures) {
        return failures.stream().map(f -> f.failure().attempt().task().number()).toList();
    }
}
