package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.CoreScript.MILLI;
import static dev.forkyard.coordinator.schedule.CoreScript.attempt;
import static dev.forkyard.coordinator.schedule.CoreScript.stage;
import static dev.forkyard.coordinator.schedule.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.error.Failure;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of pieces whose attempts fail. */
class FailureTest {
    private static final ExecutionPolicy CONTINUE =
            ExecutionPolicy.DEFAULT.with(ExecutionPolicy.FailurePolicy.CONTINUE);
    private static final ExecutionPolicy ONCE = ExecutionPolicy.DEFAULT.withBudgets(1, 3, 100);

    private final CoreScript core = new CoreScript();
    private long workers;

    @Test
    void exceptionOfASmallestPieceWaitsLongerEachTimeAndThenFailsTheJob() {
        core.slots(1);
        core.open("a", NORMAL, stage(1));

        assertThat(core.threw(attempt("a", 1, 1))).containsExactly("failed a/1#1 THREW RETRIED");
        assertThat(core.tick()).isEmpty();
        core.after(126 * MILLI);
        assertThat(core.tick()).containsExactly("start a/1#2 on w1 stage 0 0..1");
        core.threw(attempt("a", 1, 2));
        core.after(149 * MILLI);
        assertThat(core.tick()).isEmpty();
        core.after(102 * MILLI);
        assertThat(core.tick()).hasSize(1);
        assertThat(core.threw(attempt("a", 1, 3)))
                .containsExactly("failed a/1#3 THREW GIVEN_UP", "end a FAILED TASK_THREW");
        assertThat(endFailure().details())
                .containsEntry("job_id", "a")
                .containsEntry("task", "1")
                .containsEntry("attempt", "3")
                .containsEntry("part", "0..1")
                .containsEntry("outcome", "THREW");
    }

    @Test
    void attemptThatStopsAsCancelledAlthoughNobodyAskedHasABudget() {
        core.slots(1);
        core.open("a", NORMAL, ExecutionPolicy.DEFAULT.withBudgets(2, 3, 100), stage(1));

        assertThat(core.cancelled(attempt("a", 1, 1)))
                .containsExactly("failed a/1#1 THREW RETRIED");
        core.after(126 * MILLI);
        core.tick();
        assertThat(core.cancelled(attempt("a", 1, 2)))
                .containsExactly("failed a/1#2 THREW GIVEN_UP", "end a FAILED TASK_THREW");
    }

    @Test
    void otherWorkOfTheJobGoesOnWhileAPieceWaits() {
        core.slots(1);
        core.open("a", NORMAL, ExecutionPolicy.DEFAULT.withPartWidth(1), stage(2));

        assertThat(core.threw(attempt("a", 1, 1)))
                .containsExactly("failed a/1#1 THREW RETRIED", "start a/2#1 on w1 stage 0 1..2");
        core.complete(core.inHand().get(0), MILLI);
        assertThat(core.core.liveJobs()).isEqualTo(1);
    }

    @Test
    void chargedPieceIsCutInTwoAndOnlyTheGuiltyHalfFurther() {
        core.slots(1);
        core.open("a", NORMAL, stage(4));

        assertThat(core.threw(attempt("a", 1, 1)))
                .containsExactly("failed a/1#1 THREW BISECTED", "start a/2#1 on w1 stage 0 0..2");
        assertThat(core.threw(attempt("a", 2, 1)))
                .containsExactly("failed a/2#1 THREW BISECTED", "start a/4#1 on w1 stage 0 0..1");
        core.complete(core.inHand().get(0), MILLI);
        assertThat(core.inHand().get(0).part()).isEqualTo(new UnsignedRange(1, 2));
        core.complete(core.inHand().get(0), MILLI);
        assertThat(core.inHand().get(0).part()).isEqualTo(new UnsignedRange(2, 4));
    }

    @ParameterizedTest
    @CsvSource({"16, 0", "16, 15", "25, 24", "25, 13", "25, 1"})
    void poisonousItemAloneIsQuarantinedAfterFewDeaths(int width, long poison) {
        core.slots(++workers);
        core.open("a", NORMAL, CONTINUE, stage(width));
        int deaths = 0;
        while (!core.inHand().isEmpty()) {
            Lease lease = core.inHand().get(0);
            if (lease.part().contains(poison)) {
                deaths++;
                core.died(lease.id, DeathCause.SIGNALLED);
                core.slots(++workers);
            } else {
                core.complete(lease, MILLI);
            }
        }

        assertThat(deaths).isLessThanOrEqualTo(4 + (int) (Math.log(width) / Math.log(2)));
        core.gathered("a");
        JobSnapshot end = ((Command.EndJob) core.last.get(0)).job();
        assertThat(end.state()).isEqualTo(JobState.PARTIALLY_SUCCEEDED);
        assertThat(end.fraction()).isEqualTo(1);
        assertThat(end.givenUpPieces()).isEqualTo(1);
        assertThat(end.givenUp().get(0).range()).isEqualTo(new UnsignedRange(poison, poison + 1));
        assertThat(end.stages().get(0).givenUp()).isEqualTo(1);
        assertThat(endFailure().details()).containsEntry("part", poison + ".." + (poison + 1));
    }

    @Test
    void jobOfWhichNothingSucceededFails() {
        core.slots(1);
        core.open("a", NORMAL, CONTINUE.withBudgets(1, 1, 1), stage(1));

        assertThat(core.died(attempt("a", 1, 1), DeathCause.SIGNALLED))
                .containsExactly(
                        "failed a/1#1 SIGNALLED QUARANTINED", "end a FAILED TASK_QUARANTINED");
    }

    @Test
    void deathsOfDistinctWorkersQuarantineAPieceAndNameIt() {
        core.slots(1);
        core.open("a", NORMAL, stage(1));
        core.died(attempt("a", 1, 1), DeathCause.EXITED);
        core.slots(2);
        core.died(attempt("a", 1, 2), DeathCause.SIGNALLED);
        core.slots(3);

        assertThat(core.died(attempt("a", 1, 3), DeathCause.EXITED))
                .containsExactly(
                        "failed a/1#3 EXITED QUARANTINED", "end a FAILED TASK_QUARANTINED");
        assertThat(endFailure().details())
                .containsEntry("job_id", "a")
                .containsEntry("task", "1")
                .containsEntry("attempt", "3")
                .containsEntry("part", "0..1")
                .containsEntry("outcome", "EXITED");
        assertThat(endFailure().message()).contains("3 deaths of workers");
    }

    @ParameterizedTest
    @EnumSource(
            value = DeathCause.class,
            names = {"HEAP_OOM", "MEMORY_LIMIT"})
    void memoryHasASmallerBudgetOfItsOwn(DeathCause cause) {
        core.slots(1);
        core.open("a", NORMAL, stage(1));
        core.died(attempt("a", 1, 1), cause);
        core.slots(2);

        assertThat(core.died(attempt("a", 1, 2), cause))
                .containsExactly("failed a/1#2 " + cause + " QUARANTINED", "end a FAILED " + cause);
    }

    @Test
    void firstFreezeIsBadLuckAndTheSecondIsCharged() {
        core.slots(1);
        core.open("a", NORMAL, stage(2));

        assertThat(core.died(attempt("a", 1, 1), DeathCause.FROZEN))
                .containsExactly("failed a/1#1 WORKER_LOST RETRIED");
        core.slots(2);
        assertThat(core.died(attempt("a", 1, 2), DeathCause.FROZEN))
                .containsExactly("failed a/1#2 STALLED BISECTED");
        core.slots(3);
        assertThat(core.inHand().get(0).piece.frozen()).isTrue();
    }

    @Test
    void firstChargedFailureIsTheLastWhereOneAttemptIsAllowed() {
        core.slots(1);
        core.open("a", NORMAL, ONCE, stage(10));

        assertThat(core.died(attempt("a", 1, 1), DeathCause.EXITED))
                .containsExactly(
                        "failed a/1#1 EXITED QUARANTINED", "end a FAILED TASK_QUARANTINED");
    }

    @Test
    void thirdLossAndLaterOnesWait() {
        core.slots(1);
        core.open("a", NORMAL, stage(1));
        core.died(attempt("a", 1, 1), false);
        assertThat(core.slots(2)).hasSize(1);
        core.died(attempt("a", 1, 2), false);
        assertThat(core.slots(3)).hasSize(1);
        core.died(attempt("a", 1, 3), false);
        assertThat(core.slots(4)).isEmpty();
        core.after(126 * MILLI);
        assertThat(core.tick()).hasSize(1);
    }

    @Test
    void cancelledJobForgetsItsWaitingPieces() {
        core.slots(1);
        core.open("a", NORMAL, stage(1));
        core.threw(attempt("a", 1, 1));

        assertThat(core.cancel("a")).containsExactly("end a CANCELLED JOB_CANCELLED");
        core.after(1000 * MILLI);
        assertThat(core.tick()).isEmpty();
    }

    @Test
    void failureOfAnUnwantedAttemptIsNotedOnly() {
        core.slots(1);
        core.open("a", NORMAL, stage(1));
        core.cancel("a");

        assertThat(core.died(attempt("a", 1, 1), DeathCause.STOPPED))
                .containsExactly("failed a/1#1 CANCELLED DROPPED", "end a CANCELLED JOB_CANCELLED");
    }

    @Test
    void slotGetsNoMoreTasksThanItOffers() {
        core.offer(1, 2);
        core.open("a", NORMAL, ExecutionPolicy.DEFAULT.withPartWidth(1), stage(10));
        core.complete(core.inHand().get(0), MILLI);

        core.complete(core.inHand().get(0), MILLI);
        assertThat(core.inHand()).isEmpty();
        assertThat(core.offer(1, 1)).containsExactly("start a/3#1 on w1 stage 0 2..3");
    }

    @Test
    void refusedAttemptGoesBackAndItsSlotGetsNothingUntilTheNextOffer() {
        core.slots(1);
        core.open("a", NORMAL, stage(1));

        assertThat(core.ended(attempt("a", 1, 1), new AttemptOutcome.NotStarted())).isEmpty();
        assertThat(core.tick()).isEmpty();
        assertThat(core.slots(1)).containsExactly("start a/2#1 on w1 stage 0 0..1");
        assertThat(core.inHand().get(0).piece.hasRecord()).isFalse();
    }

    @Test
    void partIsNoWiderThanThePolicySays() {
        core.slots(1);
        core.open("a", NORMAL, ExecutionPolicy.DEFAULT.withPartWidth(7), stage(100));
        for (int parts = 0; parts < 15; parts++) {
            assertThat(core.inHand()).allMatch(lease -> lease.part().width() <= 7);
            List<Lease> inHand = core.inHand();
            core.complete(inHand.get(0), 1);
        }
        assertThat(core.last).hasSize(1).first().isInstanceOf(Command.GatherJob.class);
    }

    @Test
    void typeThatMeasuredTinyOpensTheWindowOfItsNextJob() {
        core.slots(1);
        core.open("a", NORMAL, stage(1));
        core.complete(core.inHand().get(0), 1000);
        core.gathered("a");
        core.open("b", NORMAL, stage(1));
        core.open("c", NORMAL, stage(1));

        assertThat(core.inHand()).hasSize(2);
    }

    private Failure endFailure() {
        Command last = core.last.get(core.last.size() - 1);
        return ((Command.EndJob) last).failure().orElseThrow();
    }
}
