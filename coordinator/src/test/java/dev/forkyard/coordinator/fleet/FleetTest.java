package dev.forkyard.coordinator.fleet;

import static dev.forkyard.coordinator.fleet.FleetScript.CRASHED;
import static dev.forkyard.coordinator.fleet.FleetScript.FAILED;
import static dev.forkyard.coordinator.fleet.FleetScript.KILLED;
import static dev.forkyard.coordinator.fleet.FleetScript.LEFT;
import static dev.forkyard.coordinator.fleet.FleetScript.W1;
import static dev.forkyard.coordinator.fleet.FleetScript.W2;
import static dev.forkyard.coordinator.fleet.FleetScript.W3;
import static dev.forkyard.coordinator.fleet.FleetScript.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.DeathCause;
import dev.forkyard.coordinator.schedule.SlotOffer;
import dev.forkyard.coordinator.schedule.StopReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Starts, kills, deaths and silence; places and spares are {@link FleetStaffTest}. */
class FleetTest {
    private final FleetScript script = new FleetScript(FleetConfig.of(2));
    private final Fleet fleet = script.fleet;

    @Test
    void firstTickForksAsManyAsWanted() {
        assertThat(script.took())
                .containsExactly(new FleetCommand.ForkWorker(W1), new FleetCommand.ForkWorker(W2));
    }

    @Test
    void registeredWorkerIsAnnouncedOnce() {
        script.took();

        script.ready(W1, W1);

        assertThat(script.took())
                .containsExactly(
                        new FleetCommand.AnnounceSlots(
                                List.of(SlotOffer.of(W1)), Optional.empty()));
    }

    @Test
    void outsideKillIsNotChargedAndTheWorkerIsReplacedAtOnce() {
        script.ready(W1, W2).give(W1, 1).took();

        script.exit(W1, KILLED);

        assertThat(script.death().cause()).isEqualTo(DeathCause.WORKER_LOST);
        assertThat(script.open()).containsExactly(W2);
        assertThat(script.took()).contains(new FleetCommand.ForkWorker(W3));
    }

    @Test
    void crashIsChargedAlsoWhenItsLinkWasLostFirst() {
        script.ready(W1, W2).give(W1, 1);
        fleet.linkLost(W1, script.now());

        script.exit(W1, CRASHED);

        assertThat(script.death().cause()).isEqualTo(DeathCause.SIGNALLED);
        assertThat(script.death().failure().message()).isEqualTo("worker w1 was killed by SIGSEGV");
        assertThat(script.death().failure().details()).containsEntry("signal", "SIGSEGV");
    }

    @Test
    void attemptEndsOnlyWithItsWorkersExit() {
        script.ready(W1, W2).give(W1, 1).took();

        fleet.linkLost(W1, script.now());
        script.look();

        assertThat(script.ends()).isEmpty();
        assertThat(script.open()).containsExactly(W2);
        assertThat(script.took()).contains(new FleetCommand.KillWorker(W1, "its link was lost"));
        assertThat(script.exit(W1, KILLED).death().cause()).isEqualTo(DeathCause.WORKER_LOST);
    }

    @Test
    void unwantedAttemptThatObeysCostsNothing() {
        script.ready(W1, W2).give(W1, 1).stop(W1, 1, StopReason.UNWANTED, 2000);

        script.pass(1000).over(W1, 1).beatBut().took();
        script.pass(1500);

        assertThat(script.took()).isEmpty();
        assertThat(script.open()).containsExactly(W1, W2);
    }

    @Test
    void attemptThatGoesOnAfterTheGraceIsLookedAtAndThenKilled() {
        script.ready(W1, W2).give(W1, 1, 2).stop(W1, 1, StopReason.UNWANTED, 1000).took();

        script.pass(500);
        assertThat(script.took()).contains(new FleetCommand.DumpThreads(W1));
        script.pass(500);
        assertThat(script.took())
                .contains(new FleetCommand.QuitWorker(W1))
                .noneMatch(FleetCommand.DumpThreads.class::isInstance);
        assertThat(script.open()).containsExactly(W2);
        script.pass(50);
        assertThat(script.took())
                .contains(
                        new FleetCommand.KillWorker(
                                W1, "its task did not stop when it was told to"));
        script.exit(W1, KILLED);

        assertThat(script.ends())
                .extracting(end -> ((AttemptOutcome.WorkerEnded) end).cause())
                .containsExactly(DeathCause.STOPPED, DeathCause.WORKER_LOST);
    }

    @Test
    void workerIsAskedWhileTheGraceStillRunsAndIsThenKilledAtItsEnd() {
        script.ready(W1, W2).give(W1, 1).stop(W1, 1, StopReason.UNWANTED, 1000).took();

        script.pass(500);
        assertThat(script.took()).contains(new FleetCommand.DumpThreads(W1));
        fleet.dumped(W1, script.now());
        script.pass(475);
        assertThat(script.took()).isEmpty();
        script.pass(25);

        assertThat(script.took()).anyMatch(FleetCommand.KillWorker.class::isInstance);
    }

    @Test
    void silentWorkerThatWasNotAskedBeforeHasToPrintAndIsThenKilled() {
        script.ready(W1, W2).give(W1, 1).took();

        script.stop(W1, 1, StopReason.UNWANTED, 0).tick();
        assertThat(script.took()).contains(new FleetCommand.DumpThreads(W1));
        script.pass(49);
        assertThat(script.took()).noneMatch(FleetCommand.QuitWorker.class::isInstance);
        script.pass(1);
        assertThat(script.took()).contains(new FleetCommand.QuitWorker(W1));
        script.pass(49);
        assertThat(script.took()).noneMatch(FleetCommand.KillWorker.class::isInstance);
        script.pass(1);

        assertThat(script.took())
                .contains(
                        new FleetCommand.KillWorker(
                                W1, "its task did not stop when it was told to"));
    }

    @Test
    void whatAnObedientAttemptsWorkerSaidIsOld() {
        script.ready(W1, W2).give(W1, 1).stop(W1, 1, StopReason.UNWANTED, 100).tick();
        fleet.dumped(W1, script.now());
        script.over(W1, 1).took();

        fleet.overMemory(W1, "it had too much", script.now());
        script.look();

        assertThat(script.took()).contains(new FleetCommand.DumpThreads(W1));
    }

    @Test
    void condemnedWorkerThatSaysWhatItDoesIsKilledAtOnce() {
        script.ready(W1, W2).give(W1, 1).stop(W1, 1, StopReason.UNWANTED, 0).tick().took();

        fleet.dumped(W1, script.now());
        script.look();

        assertThat(script.took()).anyMatch(FleetCommand.KillWorker.class::isInstance);
    }

    @Test
    void worldlyEndBetweenOurDecisionAndOurSignalIsToldAsItWas() {
        script.ready(W1, W2).give(W1, 1).stop(W1, 1, StopReason.UNWANTED, 0).tick();

        script.exit(W1, new WorkerExit(7, ""));

        assertThat(script.death().cause()).isEqualTo(DeathCause.EXITED);
        assertThat(script.death().failure().details()).containsEntry("exit_code", "7");
    }

    @Test
    void endOfAnAttemptThatIsNotInHandIsFencedOff() {
        script.ready(W1, W2).give(W1, 1);

        assertThat(fleet.attempts().over(W2, attempt(1), 0)).isFalse();
        assertThat(fleet.attempts().over(W1, attempt(1), 0)).isTrue();
        assertThat(fleet.attempts().over(W1, attempt(1), 0)).isFalse();
    }

    @Test
    void attemptForAWorkerThatIsGoneNeverStartsAndTheSlotsAreToldAnew() {
        script.ready(W1, W2).exit(W1, KILLED).took();

        assertThat(fleet.attempts().given(W1, attempt(1), script.now())).isFalse();
        script.look();

        assertThat(script.took())
                .containsExactly(
                        new FleetCommand.AnnounceSlots(List.of(SlotOffer.of(W2)), Optional.empty()),
                        new FleetCommand.EndAttempt(
                                W1, attempt(1), new AttemptOutcome.NotStarted()));
    }

    @Test
    void failedStartsWaitLongerEachTimeAndAreToldToCallers() {
        script.exit(W1, FAILED).exit(W2, FAILED).took();

        assertThat(script.pass(175).took()).isEmpty();
        assertThat(script.pass(25).took()).contains(new FleetCommand.ForkWorker(W3));
        script.exit(W3, FAILED);

        assertThat(script.took())
                .contains(
                        new FleetCommand.AnnounceSlots(
                                List.of(),
                                Optional.of(
                                        "no worker can be started, 3 tries failed; last: worker w3"
                                                + " exited with code 1: no such class")));
    }

    @Test
    void workerThatDiesIdleByItsOwnFaultCountsAsAFailedStart() {
        script.ready(W1, W2).took();

        script.exit(W1, CRASHED);

        assertThat(script.took()).noneMatch(FleetCommand.ForkWorker.class::isInstance);
        assertThat(fleet.startTrouble()).contains("worker w1 was killed by SIGSEGV");
        assertThat(script.pass(100).took()).contains(new FleetCommand.ForkWorker(W3));
    }

    @Test
    void workerThatDoesNotRegisterInTimeIsKilledAndCounts() {
        script.pass(60_000);

        assertThat(script.took())
                .contains(new FleetCommand.KillWorker(W1, "it did not register in time"));
        script.exit(W1, KILLED);
        assertThat(fleet.startTrouble())
                .contains("worker w1 was killed: it did not register in time");
    }

    @Test
    void stoppingDrainsKillsTheSlowAndForksNobody() {
        script.ready(W1, W2).give(W2, 1).took();

        fleet.wishes().stopAll(script.now());
        script.look();
        assertThat(script.took())
                .contains(new FleetCommand.DrainWorker(W1), new FleetCommand.DrainWorker(W2));
        script.exit(W1, LEFT).pass(2000);
        assertThat(script.took())
                .contains(new FleetCommand.KillWorker(W2, "it did not leave in time"))
                .noneMatch(FleetCommand.ForkWorker.class::isInstance);
        script.exit(W2, KILLED);

        assertThat(fleet.isEmpty()).isTrue();
    }

    @Test
    void whatALeavingWorkerStillHadIsLostAndNotCharged() {
        script.ready(W1, W2).give(W1, 1).took();
        fleet.wishes().drain(W1, script.now());

        script.exit(W1, new WorkerExit(0, "", false, true, false, false, 11, 0));

        assertThat(script.death().cause()).isEqualTo(DeathCause.WORKER_LOST);
    }

    @Test
    void exitOfATaskIsChargedAlsoWhenItsWorkerLeaves() {
        script.ready(W1, W2).give(W1, 1).took();
        fleet.wishes().drain(W1, script.now());

        script.exit(W1, LEFT);

        assertThat(script.death().cause()).isEqualTo(DeathCause.EXITED);
    }

    @Test
    void fullHeapIsTheTasksAndItsOwnWordForItCounts() {
        script.ready(W1, W2).give(W1, 1).give(W2, 2);

        script.exit(W1, new WorkerExit(3, "", true, false, false, false, 11, 5 << 20));
        AttemptOutcome.WorkerEnded full = script.death();
        script.took();
        script.exit(W2, new WorkerExit(3, ""));

        assertThat(full.cause()).isEqualTo(DeathCause.HEAP_OOM);
        assertThat(full.failure().reason()).isEqualTo(ErrorReason.HEAP_OOM);
        assertThat(full.failure().details())
                .containsEntry("pid", "11")
                .containsEntry("peak_rss_bytes", "5242880");
        assertThat(script.death().cause()).isEqualTo(DeathCause.EXITED);
    }

    @Test
    void memoryIsToBlameForOurKillAndForTheKernels() {
        script.ready(W1, W2).give(W1, 1).give(W2, 2);

        fleet.overMemory(W1, "it had too much", script.now());
        fleet.dumped(W1, script.now());
        script.exit(W1, KILLED);
        AttemptOutcome.WorkerEnded ours = script.death();
        script.took();
        script.exit(W2, new WorkerExit(137, "", false, false, false, true, 0, 0));

        assertThat(ours.cause()).isEqualTo(DeathCause.MEMORY_LIMIT);
        assertThat(ours.failure().message()).isEqualTo("worker w1 was killed: it had too much");
        assertThat(ours.failure().reason()).isEqualTo(ErrorReason.MEMORY_LIMIT);
        assertThat(script.death().cause()).isEqualTo(DeathCause.MEMORY_LIMIT);
    }

    @Test
    void operatorsKillIsImmediateAndNobodysFault() {
        script.ready(W1, W2).give(W1, 1).took();

        assertThat(fleet.wishes().kill(W1, script.now())).isTrue();
        assertThat(fleet.wishes().kill(W1, script.now())).isFalse();
        script.look();

        assertThat(script.took())
                .contains(new FleetCommand.KillWorker(W1, "an operator wanted it"))
                .noneMatch(FleetCommand.DumpThreads.class::isInstance);
        assertThat(script.exit(W1, KILLED).death().cause()).isEqualTo(DeathCause.WORKER_LOST);
    }

    @Test
    void silentWorkerInStateTIsFrozen() {
        script.ready(W1, W2).give(W1, 1).took();
        silence(3000);

        assertThat(script.took()).containsExactly(new FleetCommand.InspectWorker(W1));
        fleet.inspected(W1, 'T', 10, script.now());
        script.look();

        assertThat(script.took())
                .anyMatch(FleetCommand.KillWorker.class::isInstance)
                .noneMatch(FleetCommand.DumpThreads.class::isInstance);
        AttemptOutcome.WorkerEnded death = script.exit(W1, KILLED).death();
        assertThat(death.cause()).isEqualTo(DeathCause.FROZEN);
        assertThat(death.failure().reason()).isEqualTo(ErrorReason.STALLED);
    }

    @Test
    void silentWorkerThatUsesNoCpuBetweenTwoLooksIsFrozen() {
        script.ready(W1, W2);
        silence(3000);
        fleet.inspected(W1, 'S', 10, script.now());
        script.took();
        silence(1000);

        assertThat(script.took()).containsExactly(new FleetCommand.InspectWorker(W1));
        fleet.inspected(W1, 'S', 10, script.now());
        script.look();

        assertThat(script.took()).anyMatch(FleetCommand.KillWorker.class::isInstance);
    }

    @Test
    void slowWorkerHasOnlyTheHardLimit() {
        script.ready(W1, W2).give(W1, 1);
        silence(3000);
        for (int second = 0; second < 26; second++) {
            fleet.inspected(W1, 'S', second, script.now());
            silence(1000);
        }
        script.took();

        silence(1000);

        assertThat(script.took()).contains(new FleetCommand.DumpThreads(W1));
        fleet.dumped(W1, script.now());
        assertThat(script.exit(W1, KILLED).death().cause()).isEqualTo(DeathCause.UNRESPONSIVE);
    }

    @Test
    void nobodyIsJudgedWhenTheLoopWasLate() {
        script.ready(W1, W2);
        silence(2900);
        script.took();

        script.hang(501);
        assertThat(script.took()).isEmpty();
        silence(2900);

        assertThat(script.took()).isEmpty();
    }

    @Test
    void lookAtAWorkerThatWasHeardMeanwhileIsIgnored() {
        script.ready(W1, W2);
        silence(3000);
        script.took();

        fleet.heard(W1, script.now());
        fleet.inspected(W1, 'T', 10, script.now());
        script.look();

        assertThat(script.took()).isEmpty();
    }

    /** Only the first worker says nothing. */
    private void silence(long millis) {
        for (long passed = 0; passed < millis; passed += 100) {
            script.pass(100).beatBut(W1);
        }
    }
}
