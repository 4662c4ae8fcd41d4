package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.CoreScript.MILLI;
import static dev.forkyard.coordinator.schedule.CoreScript.attempt;
import static dev.forkyard.coordinator.schedule.CoreScript.stage;
import static dev.forkyard.coordinator.schedule.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.ExecutionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptLifeTest {
    private static final AttemptId FIRST = attempt("a", 1, 1);

    private final CoreScript core = new CoreScript();

    @Test
    void lateResultOfLostWorkerIsIgnored() {
        core.slots(1, 2);
        core.open("a", NORMAL, stage(1));
        core.slots(2);

        assertThat(core.died(FIRST, false))
                .containsExactly(
                        "failed a/1#1 WORKER_LOST RETRIED", "start a/1#2 on w2 stage 0 0..1");
        assertThat(core.succeeded(FIRST, 1, 5)).containsExactly("discard a/1#1");
        assertThat(core.succeeded(attempt("a", 1, 2), 1, 5))
                .containsExactly("accept a/1#2 stage 0 0..1");
    }

    @Test
    void duplicateEndIsIgnored() {
        core.slots(1);
        core.open("a", NORMAL, stage(1));
        core.succeeded(FIRST, 1, 5);

        assertThat(core.succeeded(FIRST, 1, 5)).isEmpty();
        assertThat(core.accepted(FIRST)).containsExactly("gather a");
    }

    @Test
    void messagesAboutUnknownAttemptsAreCountedOnly() {
        assertThat(core.started(FIRST)).isEmpty();
        assertThat(core.apply(new Event.AttemptProgressed(0, FIRST, 7))).isEmpty();
        assertThat(core.accepted(FIRST)).isEmpty();
        assertThat(core.cancelled(FIRST)).containsExactly("discard a/1#1");
        assertThat(core.core.ignoredMessages()).isEqualTo(4);
    }

    @Test
    void deadWorkerGetsNothingBeforeItsSlotIsTakenAway() {
        core.slots(1);
        core.open("a", NORMAL, stage(1));

        assertThat(core.died(FIRST, false)).containsExactly("failed a/1#1 WORKER_LOST RETRIED");
        assertThat(core.slots(1)).isEmpty();
        assertThat(core.slots(2)).containsExactly("start a/1#2 on w2 stage 0 0..1");
    }

    @Test
    void jobWhoseOnlyAttemptFailsEndsOnce() {
        core.slots(1);
        core.open("a", NORMAL, ExecutionPolicy.DEFAULT.withBudgets(1, 1, 1), stage(1));

        assertThat(core.threw(FIRST))
                .containsExactly("failed a/1#1 THREW GIVEN_UP", "end a FAILED TASK_THREW");
        assertThat(core.core.hasChanged()).isFalse();
    }

    @Test
    void deathReturnsPieceUnchargedAfterAnOutsideKill() {
        core.open("a", NORMAL, ExecutionPolicy.DEFAULT.withBudgets(1, 1, 100), stage(1));
        for (int number = 1; number < 100; number++) {
            core.after(13_000 * MILLI);
            core.tick();
            core.slots(number);
            core.died(attempt("a", 1, number), false);
        }
        core.after(13_000 * MILLI);
        core.tick();
        core.slots(100);

        assertThat(core.died(attempt("a", 1, 100), false))
                .containsExactly("failed a/1#100 WORKER_LOST GIVEN_UP", "end a FAILED WORKER_LOST");
    }

    @Test
    void deathWithSeveralInHandChargesNoneAndRunsThemAlone() {
        core.slots(1);
        fillWindow(ExecutionPolicy.DEFAULT.withBudgets(1, 1, 100));
        List<Lease> lost = core.inHand();

        lost.forEach(lease -> core.died(lease.id, true));

        assertThat(lost).hasSize(16);
        assertThat(core.core.liveJobs()).isEqualTo(1);
        core.slots(2);
        for (Lease lease : lost) {
            assertThat(core.inHand()).hasSize(1);
            assertThat(core.inHand().get(0).part()).isEqualTo(lease.part());
            assertThat(core.inHand().get(0).piece.alone()).isTrue();
            core.complete(core.inHand().get(0), 10);
        }
        assertThat(core.inHand()).hasSizeGreaterThan(1);
    }

    @Test
    void deathAfterADeathWithSeveralIsCharged() {
        core.slots(1);
        fillWindow(ExecutionPolicy.DEFAULT.withBudgets(1, 1, 100));
        core.inHand().forEach(lease -> core.died(lease.id, true));
        core.slots(2);

        core.died(core.inHand().get(0).id, true);

        assertThat(core.core.liveJobs()).isZero();
    }

    @Test
    void tinyTasksAreHandedOutAheadUpToSixteen() {
        core.slots(1);
        fillWindow(ExecutionPolicy.DEFAULT);

        assertThat(core.inHand()).hasSize(16);
    }

    @Test
    void yieldReturnsTheRestAsAHoleAndTheWorkerGoesOnThere() {
        core.slots(1);
        core.open("a", NORMAL, stage(100));

        assertThat(core.succeeded(FIRST, 5, 5 * MILLI))
                .containsExactly("accept a/1#1 stage 0 0..5", "start a/2#1 on w1 stage 0 5..25");
        assertThat(core.core.state().jobs.values().iterator().next().stages.get(0).unassigned)
                .hasToString("[25..100]");
    }

    @Test
    void yieldOfAPieceWithARecordKeepsTheRecord() {
        core.slots(1);
        core.open("a", NORMAL, stage(10));
        core.died(FIRST, false);
        core.slots(2);

        assertThat(core.succeeded(attempt("a", 1, 2), 4, 4 * MILLI))
                .containsExactly("accept a/1#2 stage 0 0..4", "start a/2#1 on w2 stage 0 4..10");
        assertThat(core.inHand().get(0).piece.losses()).isEqualTo(1);
    }

    @Test
    void yieldWithNothingFinishedIsDiscardedAndRunAgain() {
        core.slots(1);
        core.open("a", NORMAL, stage(10));

        assertThat(core.succeeded(FIRST, 0, 5))
                .containsExactly("discard a/1#1", "start a/2#1 on w1 stage 0 0..10");
    }

    @Test
    void resultOutsideOfItsPartCountsAsAnException() {
        core.slots(1);
        core.open("a", NORMAL, stage(10));

        assertThat(core.succeeded(FIRST, 11, 5))
                .containsExactly(
                        "discard a/1#1",
                        "failed a/1#1 THREW BISECTED",
                        "start a/2#1 on w1 stage 0 0..5");
    }

    /** A job whose tasks measure 1 µs fills its slot's window. */
    private void fillWindow(ExecutionPolicy limits) {
        core.open("a", NORMAL, limits, stage(1_000_000));
        core.complete(core.inHand().get(0), 10);
    }
}
