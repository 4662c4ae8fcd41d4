package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.CoreScript.attempt;
import static dev.forkyard.coordinator.schedule.CoreScript.stage;
import static dev.forkyard.coordinator.schedule.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobLifeTest {
    private final CoreScript core = new CoreScript();

    @Test
    void recordedJobIsAdmittedOnlyAfterItsRecord() {
        assertThat(core.submit("a", NORMAL, false)).containsExactly("record a");
        assertThat(core.recorded("a")).containsExactly("admit a", "plan a");
    }

    @Test
    void ephemeralJobIsAdmittedAtOnceAndNeverRecorded() {
        assertThat(core.submit("a", NORMAL, true)).containsExactly("admit a", "plan a");
    }

    @Test
    void jobRunsFromPlanToAnswer() {
        core.slots(1);
        core.submit("a", NORMAL, true);

        assertThat(core.planned("a", stage(10))).containsExactly("start a/1#1 on w1 stage 0 0..10");
        assertThat(core.succeeded(attempt("a", 1, 1), 10, 5))
                .containsExactly("accept a/1#1 stage 0 0..10");
        assertThat(core.accepted(attempt("a", 1, 1))).containsExactly("gather a");
        assertThat(core.gathered("a")).containsExactly("end a SUCCEEDED");
        assertThat(core.core.liveJobs()).isZero();
    }

    @Test
    void jobWithoutStagesIsGatheredAtOnce() {
        core.submit("a", NORMAL, true);

        assertThat(core.planned("a")).containsExactly("gather a");
    }

    @Test
    void jobOfEmptyStagesIsGatheredAtOnce() {
        core.submit("a", NORMAL, true);

        assertThat(core.planned("a", stage(0), stage(0, 0))).containsExactly("gather a");
    }

    @Test
    void duplicateAnswersOfStorePlannerAndGathererAreIgnored() {
        core.slots(1);
        core.submit("a", NORMAL, false);
        core.recorded("a");

        assertThat(core.recorded("a")).isEmpty();
        core.planned("a", stage(10));
        assertThat(core.planned("a", stage(10))).isEmpty();
        core.succeeded(attempt("a", 1, 1), 10, 5);
        core.accepted(attempt("a", 1, 1));
        assertThat(core.accepted(attempt("a", 1, 1))).isEmpty();
        core.gathered("a");
        assertThat(core.gathered("a")).isEmpty();
        assertThat(core.core.ignoredMessages()).isEqualTo(4);
    }

    @Test
    void cancelWhileRecordingEndsTheJobOnceItIsRecorded() {
        core.submit("a", NORMAL, false);

        assertThat(core.cancel("a")).isEmpty();
        assertThat(core.recorded("a")).containsExactly("admit a", "end a CANCELLED JOB_CANCELLED");
    }

    @Test
    void cancelWhilePlanningEndsTheJobWithoutAnAttempt() {
        core.slots(1);
        core.submit("a", NORMAL, true);

        assertThat(core.cancel("a")).isEmpty();
        assertThat(core.planned("a", stage(10))).containsExactly("end a CANCELLED JOB_CANCELLED");
    }

    @Test
    void cancelWhileRunningStopsTheAttemptsFirst() {
        core.slots(1, 2);
        core.open("a", NORMAL, stage(1000));

        assertThat(core.cancel("a")).containsExactly("cancel a/1#1", "cancel a/2#1");
        assertThat(core.cancelled(attempt("a", 1, 1))).isEmpty();
        assertThat(core.succeeded(attempt("a", 2, 1), core.inHand().get(0).part().end(), 5))
                .containsExactly("discard a/2#1", "end a CANCELLED JOB_CANCELLED");
    }

    @Test
    void cancelWhileAResultIsOnItsWayToTheStoreWaitsForIt() {
        core.slots(1);
        core.open("a", NORMAL, stage(10));
        core.succeeded(attempt("a", 1, 1), 10, 5);

        assertThat(core.cancel("a")).isEmpty();
        assertThat(core.accepted(attempt("a", 1, 1)))
                .containsExactly("end a CANCELLED JOB_CANCELLED");
    }

    @Test
    void cancelWhileGatheringWinsOverTheAnswer() {
        core.submit("a", NORMAL, true);
        core.planned("a");

        assertThat(core.cancel("a")).isEmpty();
        assertThat(core.gathered("a")).containsExactly("end a CANCELLED JOB_CANCELLED");
    }

    @Test
    void cancelOfAnUnknownJobIsIgnored() {
        assertThat(core.cancel("a")).isEmpty();
        assertThat(core.core.ignoredMessages()).isEqualTo(1);
    }

    @Test
    void jobThatCannotBePlannedFails() {
        core.submit("a", NORMAL, true);

        assertThat(core.broken("a")).containsExactly("end a FAILED INTERNAL");
        assertThat(core.planned("a", stage(1))).isEmpty();
    }

    @Test
    void resultThatCannotBeStoredFailsTheJobAfterItsOtherAttempts() {
        core.slots(1, 2);
        core.open("a", NORMAL, stage(1000));
        long end = core.inHand().get(0).part().end();
        core.succeeded(attempt("a", 1, 1), end, 5);

        assertThat(core.broken("a")).contains("cancel a/2#1").noneMatch(s -> s.contains("end"));
        core.accepted(attempt("a", 1, 1));
        core.inHand().forEach(lease -> core.cancelled(lease.id));
        assertThat(core.core.liveJobs()).isZero();
    }

    @Test
    void moreJobsThanTheLimitAreRefused() {
        CoreScript full = new CoreScript(new SchedulerConfig(1, 1, 1, 1, 1, 1, 1, 1, 1));
        full.submit("a", NORMAL, true);

        assertThat(full.submit("b", NORMAL, true)).containsExactly("refuse b QUEUE_FULL");
    }

    @Test
    void drainingCoreRefusesJobsAndAsksForPrefixes() {
        core.slots(1);
        core.submit("a", NORMAL, false);
        core.recorded("a");
        core.planned("a", stage(1000));

        assertThat(core.apply(new Event.DrainRequested(core.nowNanos)))
                .containsExactly("yield a/1#1");
        assertThat(core.submit("b", NORMAL, true)).containsExactly("refuse b DRAINING");
        assertThat(core.succeeded(attempt("a", 1, 1), 5, 5))
                .containsExactly("accept a/1#1 stage 0 0..5");
        assertThat(core.accepted(attempt("a", 1, 1))).isEmpty();
        assertThat(core.inHand()).isEmpty();
    }

    @Test
    void drainingCoreServesWaitingCallersToTheEnd() {
        core.slots(1);
        core.open("a", NORMAL, stage(50));

        assertThat(core.apply(new Event.DrainRequested(core.nowNanos))).isEmpty();
        core.complete(core.inHand().get(0), CoreScript.MILLI);
        assertThat(core.inHand()).hasSize(1);
    }

    @Test
    void callersAreNotKeptWaitingWhereNoWorkerStarts() {
        core.slots(1);
        core.open("a", NORMAL, stage(10));
        core.submit("b", NORMAL, false);

        assertThat(core.noSlots("no java")).containsExactly("cancel a/1#1");
        assertThat(core.died(attempt("a", 1, 1), false))
                .containsExactly("failed a/1#1 WORKER_LOST DROPPED", "end a FAILED NO_WORKERS");
        assertThat(core.submit("c", NORMAL, true)).containsExactly("refuse c NO_WORKERS");
        assertThat(core.recorded("b")).containsExactly("admit b", "plan b");
    }

    @Test
    void stageOpensOnlyAfterTheStagesItDependsOnAreRecorded() {
        core.slots(1);
        core.open("a", NORMAL, stage(10), stage(10, 0));

        assertThat(core.succeeded(attempt("a", 1, 1), 10, 5)).hasSize(1);
        assertThat(core.accepted(attempt("a", 1, 1)))
                .containsExactly("start a/2#1 on w1 stage 1 0..10");
    }

    @Test
    void emptyStageKeepsTheOrderOfItsNeighbours() {
        core.slots(1, 2);

        assertThat(core.open("a", NORMAL, stage(1), stage(0, 0), stage(1, 1)))
                .containsExactly("start a/1#1 on w1 stage 0 0..1");
        core.succeeded(attempt("a", 1, 1), 1, 5);
        assertThat(core.accepted(attempt("a", 1, 1)))
                .containsExactly("start a/2#1 on w1 stage 2 0..1");
    }

    @Test
    void changedJobsAreTakenOnce() {
        core.submit("a", NORMAL, true);

        assertThat(core.core.hasChanged()).isTrue();
        assertThat(core.core.takeChanged()).hasSize(1);
        assertThat(core.core.takeChanged()).isEmpty();
    }
}
