package dev.forkyard.coordinator.fleet;

import static dev.forkyard.coordinator.fleet.FleetScript.CRASHED;
import static dev.forkyard.coordinator.fleet.FleetScript.KILLED;
import static dev.forkyard.coordinator.fleet.FleetScript.LEFT;
import static dev.forkyard.coordinator.fleet.FleetScript.MILLI;
import static dev.forkyard.coordinator.fleet.FleetScript.W1;
import static dev.forkyard.coordinator.fleet.FleetScript.W2;
import static dev.forkyard.coordinator.fleet.FleetScript.W3;
import static dev.forkyard.coordinator.fleet.FleetScript.W4;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerSnapshot;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.SlotOffer;
import dev.forkyard.coordinator.schedule.StopReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is forked, offered, kept as a spare and let go. */
class FleetStaffTest {
    @Test
    void readyWorkersBeyondTheWantedAreSpares() {
        FleetScript script = new FleetScript(FleetConfig.of(2).withSpares(1)).ready(W2, W3, W1);

        assertThat(script.open()).containsExactly(W2, W3);
        assertThat(script.fleet.members())
                .extracting(Member::state)
                .containsExactly(
                        WorkerSnapshot.State.SPARE,
                        WorkerSnapshot.State.IDLE,
                        WorkerSnapshot.State.IDLE);
    }

    @Test
    void spareTakesThePlaceOfADeadWorkerInTheSameStep() {
        FleetScript script = new FleetScript(FleetConfig.of(2).withSpares(1)).ready(W1, W2, W3);
        script.give(W1, 1).took();

        script.exit(W1, CRASHED);

        assertThat(script.open()).containsExactly(W2, W3);
        assertThat(script.took().get(0)).isInstanceOf(FleetCommand.AnnounceSlots.class);
    }

    @Test
    void spareTakesThePlaceBeforeTheExitOfACondemnedWorkerIsSeen() {
        FleetScript script = new FleetScript(FleetConfig.of(2).withSpares(1)).ready(W1, W2, W3);

        script.give(W1, 1).stop(W1, 1, StopReason.UNWANTED, 100).pass(100);

        assertThat(script.open()).containsExactly(W2, W3);
    }

    @Test
    void timedOutWorkerLeavesAtOnceAndEvenWhenItsTaskObeys() {
        FleetScript script = new FleetScript(FleetConfig.of(2).withSpares(1)).ready(W1, W2, W3);
        script.give(W1, 1).took();

        script.stop(W1, 1, StopReason.ATTEMPT_TIMEOUT, 100);

        assertThat(script.open()).containsExactly(W2, W3);
        assertThat(script.took())
                .contains(new FleetCommand.DrainWorker(W1), new FleetCommand.ForkWorker(W4));
        script.over(W1, 1).exit(W1, LEFT).ready(W4);
        assertThat(script.open()).containsExactly(W2, W3);
    }

    @Test
    void workerThatServedEnoughTakesNoMoreAndItsSpareFollowsWhenItIsDone() {
        FleetScript script =
                new FleetScript(
                        FleetConfig.of(1).withSpares(1).withRecycling(2, FleetConfig.FOREVER));
        script.ready(W1, W2);
        assertThat(script.offers()).containsExactly(new SlotOffer(W1, 2));

        script.give(W1, 1, 2);
        assertThat(script.open()).isEmpty();
        script.took();
        script.give(W1, 3);
        assertThat(script.ends()).containsExactly(new AttemptOutcome.NotStarted());
        script.over(W1, 1);
        assertThat(script.open()).isEmpty();
        script.over(W1, 2);

        assertThat(script.offers()).containsExactly(new SlotOffer(W2, 2));
        assertThat(script.took()).contains(new FleetCommand.ForkWorker(W3));
    }

    @Test
    void oneTaskAWorkerNeverComesToAStandstill() {
        for (int spares = 0; spares <= 2; spares++) {
            FleetScript script =
                    new FleetScript(
                            FleetConfig.of(1)
                                    .withSpares(spares)
                                    .withRecycling(1, FleetConfig.FOREVER));
            for (int task = 1; task <= 1000; task++) {
                for (Member member : List.copyOf(script.fleet.members())) {
                    script.ready(member.id);
                }
                assertThat(script.open()).as("task %d with %d spares", task, spares).hasSize(1);
                WorkerId worker = script.open().get(0);
                script.give(worker, task).over(worker, task).exit(worker, LEFT);
            }
        }
    }

    @Test
    void nextSpareStartsWhileTheCurrentTaskRuns() {
        FleetScript script =
                new FleetScript(
                        FleetConfig.of(1).withSpares(1).withRecycling(1, FleetConfig.FOREVER));
        script.ready(W1, W2).give(W1, 1).over(W1, 1).took();

        script.give(W2, 2);

        assertThat(script.fleet.members())
                .anyMatch(member -> member.state() == WorkerSnapshot.State.STARTING);
    }

    @Test
    void agedWorkerServesUntilASpareIsReady() {
        FleetScript script =
                new FleetScript(
                        FleetConfig.of(1)
                                .withSpares(1)
                                .withRecycling(FleetConfig.UNLIMITED, 1000 * MILLI));
        script.ready(W1).pass(2000).beatBut().took();
        assertThat(script.open()).containsExactly(W1);

        script.give(W1, 1).ready(W2);
        assertThat(script.took()).contains(new FleetCommand.DrainWorker(W1));
        assertThat(script.open()).isEmpty();
        script.over(W1, 1);

        assertThat(script.open()).containsExactly(W2);
    }

    @Test
    void agedWorkersAreReplacedOneAfterTheOther() {
        FleetScript script =
                new FleetScript(
                        FleetConfig.of(2)
                                .withSpares(1)
                                .withRecycling(FleetConfig.UNLIMITED, 1000 * MILLI));
        script.ready(W1, W2, W3).pass(1000);

        assertThat(script.open()).containsExactly(W2, W3);
        script.ready(W4);
        assertThat(script.open()).containsExactly(W3, W4);
    }

    @Test
    void drainedWorkerIsReplacedAtOnceAndHasNoDeadlineWhileItWorks() {
        FleetScript script = new FleetScript(FleetConfig.of(1).withSpares(1)).ready(W1, W2);
        script.give(W1, 1).took();

        assertThat(script.fleet.wishes().drain(W1, script.now())).isTrue();
        script.look();

        assertThat(script.took())
                .contains(new FleetCommand.DrainWorker(W1), new FleetCommand.ForkWorker(W3));
        assertThat(script.open()).containsExactly(W2);
        script.ready(W3);
        for (int second = 0; second < 100; second++) {
            script.pass(1000).beatBut();
        }
        assertThat(script.took()).noneMatch(FleetCommand.KillWorker.class::isInstance);
        script.over(W1, 1).pass(2000);
        assertThat(script.took())
                .contains(new FleetCommand.KillWorker(W1, "it did not leave in time"));
    }

    @Test
    void fewerWorkersMeansThatTheYoungestIdleLeaveFirst() {
        FleetScript script = new FleetScript(FleetConfig.of(4)).ready(W1, W2, W3, W4);
        script.give(W4, 1).took();

        assertThat(script.fleet.wishes().resize(2, script.now())).isEqualTo(4);
        script.look();

        assertThat(script.took())
                .contains(new FleetCommand.DrainWorker(W3), new FleetCommand.DrainWorker(W2));
        assertThat(script.open()).containsExactly(W1, W4);
    }

    @Test
    void fewerWorkersThanBusyOnesLetsThemFinish() {
        FleetScript script = new FleetScript(FleetConfig.of(2)).ready(W1, W2);
        script.give(W1, 1).give(W2, 2).took();

        script.fleet.wishes().resize(1, script.now());
        script.look();

        assertThat(script.open()).containsExactly(W1);
        assertThat(script.took()).contains(new FleetCommand.DrainWorker(W2));
        assertThat(script.over(W2, 2).exit(W2, LEFT).took())
                .noneMatch(FleetCommand.ForkWorker.class::isInstance);
    }

    @Test
    void moreWorkersAreForkedAndSparesServeMeanwhile() {
        FleetScript script = new FleetScript(FleetConfig.of(1).withSpares(1)).ready(W1, W2);
        script.took();

        script.fleet.wishes().resize(3, script.now());
        script.look();

        assertThat(script.open()).containsExactly(W1, W2);
        assertThat(script.took())
                .contains(new FleetCommand.ForkWorker(W3), new FleetCommand.ForkWorker(W4));
    }

    @Test
    void startingWorkerThatIsNotNeededAnyMoreIsNoFailedStart() {
        FleetScript script = new FleetScript(FleetConfig.of(2)).ready(W1);

        script.fleet.wishes().resize(1, script.now());
        script.look();
        script.exit(W2, KILLED);

        assertThat(script.fleet.startTrouble()).isEmpty();
        assertThat(script.open()).containsExactly(W1);
    }
}
