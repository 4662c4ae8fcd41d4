package dev.forkyard.coordinator.schedule;

import static dev.forkyard.common.job.ExecutionPolicy.NEVER;
import static dev.forkyard.coordinator.schedule.CoreScript.MILLI;
import static dev.forkyard.coordinator.schedule.CoreScript.attempt;
import static dev.forkyard.coordinator.schedule.CoreScript.stage;
import static dev.forkyard.coordinator.schedule.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.ExecutionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The four clocks: when they start, when they run out, and what follows. */
class ClockTest {
    private static final AttemptId FIRST = attempt("a", 1, 1);
    private static final long SECOND = 1000 * MILLI;
    private static final ExecutionPolicy POLICY = ExecutionPolicy.DEFAULT;

    private final CoreScript core = new CoreScript();

    @Test
    void attemptTimeoutCountsFromTheStartAndClosesTheSlot() {
        core.slots(1);
        core.open("a", NORMAL, timeout(SECOND), stage(1));
        core.after(500 * MILLI);
        core.started(FIRST);
        core.after(999 * MILLI);
        assertThat(core.tick()).isEmpty();
        core.after(MILLI);

        assertThat(core.tick()).containsExactly("cancel a/1#1");
        assertThat(core.tick()).isEmpty();
        core.after(20 * MILLI);
        assertThat(core.cancelled(FIRST)).containsExactly("failed a/1#1 ATTEMPT_TIMEOUT RETRIED");
        Command.NoteFailure noted = (Command.NoteFailure) core.last.get(0);
        assertThat(noted.failure().failure().message())
                .isEqualTo("attempt a/1#1 ran 1.02 s, at most 1 s");
        assertThat(noted.failure().failure().details())
                .containsEntry("spent_nanos", "1020000000")
                .containsEntry("requested_nanos", "1000000000");
        assertThat(core.slots(1)).isEmpty();
        assertThat(core.slots(1, 2)).containsExactly("start a/1#2 on w2 stage 0 0..1");
    }

    @Test
    void killedAttemptIsATimeoutUnlessItsWorkerDiedOfSomethingElse() {
        core.slots(1);
        core.open("a", NORMAL, timeout(SECOND).withBudgets(1, 3, 100), stage(10));
        core.started(FIRST);
        core.after(SECOND);
        core.tick();

        assertThat(core.died(FIRST, DeathCause.WORKER_LOST))
                .containsExactly("failed a/1#1 WORKER_LOST RETRIED");
        core.slots(2);
        AttemptId second = attempt("a", 1, 2);
        core.started(second);
        core.after(SECOND);
        core.tick();
        assertThat(core.died(second, DeathCause.STOPPED))
                .containsExactly(
                        "failed a/1#2 ATTEMPT_TIMEOUT QUARANTINED", "end a FAILED ATTEMPT_TIMEOUT");
        Failure failure = ((Command.EndJob) core.last.get(1)).failure().orElseThrow();
        assertThat(failure.details()).containsEntry("requested_nanos", "1000000000");
    }

    @Test
    void wholeResultAfterTheTimeoutCounts() {
        core.slots(1);
        core.open("a", NORMAL, timeout(SECOND), stage(10));
        core.started(FIRST);
        core.after(SECOND);
        core.tick();

        assertThat(core.succeeded(FIRST, 10, SECOND)).containsExactly("accept a/1#1 stage 0 0..10");
        assertThat(core.accepted(FIRST)).containsExactly("gather a");
    }

    @Test
    void prefixAfterTheTimeoutCountsAndTheRestIsCharged() {
        core.slots(1);
        core.open("a", NORMAL, timeout(SECOND), stage(10));
        core.started(FIRST);
        core.after(SECOND);
        core.tick();

        assertThat(core.succeeded(FIRST, 4, SECOND))
                .containsExactly(
                        "accept a/1#1 stage 0 0..4",
                        "failed a/1#1 ATTEMPT_TIMEOUT BISECTED",
                        "start a/3#1 on w1 stage 0 4..7");
        assertThat(core.inHand().get(0).part()).hasToString("4..7");
    }

    @Test
    void progressPutsTheProgressTimeoutOff() {
        core.slots(1);
        core.open("a", NORMAL, POLICY.withTimeouts(NEVER, NEVER, SECOND, NEVER), stage(10));
        core.started(FIRST);
        core.after(900 * MILLI);
        core.progressed(FIRST, 3);
        core.after(900 * MILLI);
        core.progressed(FIRST, 3);
        assertThat(core.tick()).isEmpty();
        core.after(100 * MILLI);

        assertThat(core.tick()).containsExactly("cancel a/1#1");
        assertThat(core.died(FIRST, DeathCause.STOPPED))
                .containsExactly("failed a/1#1 STALLED BISECTED");
    }

    @Test
    void startOfTheNextInAWindowIsTheEndOfTheOneBefore() {
        core.slots(1);
        core.open("a", NORMAL, timeout(SECOND), stage(1_000_000));
        core.complete(core.inHand().get(0), 10);
        List<Lease> window = core.inHand();
        assertThat(window).hasSize(16);
        core.after(100 * MILLI);
        core.succeeded(window.get(0).id, window.get(0).part().end(), 10);
        core.after(900 * MILLI);
        assertThat(core.tick()).isEmpty();
        core.after(100 * MILLI);

        assertThat(core.tick()).containsExactly("cancel " + window.get(1).id);
    }

    @Test
    void othersInTheHandsOfAKilledWorkerGoBackUncharged() {
        core.slots(1);
        core.open("a", NORMAL, timeout(SECOND).withBudgets(3, 3, 1), stage(1_000_000));
        core.complete(core.inHand().get(0), 10);
        List<Lease> window = core.inHand();
        core.started(window.get(0).id);
        core.after(SECOND);
        core.tick();

        assertThat(core.died(window.get(0).id, DeathCause.STOPPED).get(0)).contains("BISECTED");
        assertThat(core.died(window.get(1).id, DeathCause.STOPPED))
                .containsExactly("failed " + window.get(1).id + " WORKER_LOST RETRIED");
        assertThat(core.core.liveJobs()).isEqualTo(1);
    }

    @Test
    void clocksStartWithoutTheWordThatTheAttemptBegan() {
        core.slots(1);
        core.open("a", NORMAL, timeout(SECOND), stage(1));
        core.after(5 * SECOND);
        assertThat(core.tick()).isEmpty();
        core.after(SECOND);

        assertThat(core.tick()).containsExactly("cancel a/1#1");
    }

    @Test
    void jobThatNoWorkerTurnsToFailsAfterItsQueueTimeout() {
        core.open("a", NORMAL, POLICY.withTimeouts(SECOND, NEVER, NEVER, NEVER), stage(10));
        core.after(SECOND);

        assertThat(core.tick()).containsExactly("end a FAILED QUEUE_TIMEOUT");
        Failure failure = ((Command.EndJob) core.last.get(0)).failure().orElseThrow();
        assertThat(failure.message())
                .isEqualTo("job a waited 1 s for its first task to begin, at most 1 s");
    }

    @Test
    void queueTimeoutIsOverOnceATaskBegan() {
        core.slots(1);
        core.open("a", NORMAL, POLICY.withTimeouts(SECOND, NEVER, NEVER, NEVER), stage(10));
        core.started(FIRST);
        core.after(2 * SECOND);

        assertThat(core.tick()).isEmpty();
    }

    @Test
    void deadlineStopsWhatRuns() {
        core.slots(1);
        core.open("a", NORMAL, POLICY.withTimeouts(NEVER, NEVER, NEVER, SECOND), stage(10));
        core.after(SECOND);

        assertThat(core.tick()).containsExactly("cancel a/1#1");
        assertThat(core.cancelled(FIRST)).containsExactly("end a FAILED JOB_DEADLINE");
    }

    @Test
    void stoppedAttemptOfAFailedJobIsNotToldTwice() {
        core.slots(1);
        core.open("a", NORMAL, timeout(SECOND), stage(10));
        core.started(FIRST);
        core.after(SECOND);
        core.tick();

        assertThat(core.cancel("a")).isEmpty();
        assertThat(core.died(FIRST, DeathCause.STOPPED))
                .containsExactly(
                        "failed a/1#1 ATTEMPT_TIMEOUT DROPPED", "end a CANCELLED JOB_CANCELLED");
    }

    private static ExecutionPolicy timeout(long nanos) {
        return POLICY.withTimeouts(NEVER, nanos, NEVER, NEVER);
    }
}
