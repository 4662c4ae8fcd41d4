package dev.forkyard.coordinator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.SlotOffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final long MILLI = 1_000_000;
    private static final WorkerId W1 = new WorkerId(1);
    private static final WorkerId W2 = new WorkerId(2);
    private static final WorkerId W3 = new WorkerId(3);
    private static final AttemptId ATTEMPT = new AttemptId(new TaskId(new JobId("j"), 1), 1);
    private static final WorkerExit KILLED = new WorkerExit(137, "");
    private static final WorkerExit CRASHED = new WorkerExit(139, "");
    private static final WorkerExit FAILED = new WorkerExit(1, "no such class");

    private final Fleet fleet = new Fleet(FleetConfig.of(2));

    @Test
    void firstTickForksAsManyAsWanted() {
        fleet.timePassed(0);

        assertThat(fleet.takeCommands())
                .containsExactly(new FleetCommand.ForkWorker(W1), new FleetCommand.ForkWorker(W2));
    }

    @Test
    void registeredWorkerIsAnnouncedOnce() {
        fleet.timePassed(0);
        fleet.takeCommands();

        fleet.registered(W1, MILLI);
        fleet.registered(W1, 2 * MILLI);

        assertThat(fleet.takeCommands())
                .containsExactly(
                        new FleetCommand.AnnounceSlots(
                                List.of(SlotOffer.of(W1)), Optional.empty()));
    }

    @Test
    void outsideKillIsNotChargedAndTheWorkerIsReplacedAtOnce() {
        giveAttemptToFirst();

        fleet.exited(W1, KILLED, MILLI);

        List<FleetCommand> commands = fleet.takeCommands();
        assertThat(commands)
                .contains(
                        new FleetCommand.ForkWorker(W3),
                        new FleetCommand.AnnounceSlots(
                                List.of(SlotOffer.of(W2)), Optional.empty()));
        assertThat(ended(commands).cause().charged()).isFalse();
    }

    @Test
    void crashIsCharged() {
        giveAttemptToFirst();

        fleet.exited(W1, CRASHED, MILLI);

        AttemptOutcome.WorkerEnded ended = ended(fleet.takeCommands());
        assertThat(ended.cause().charged()).isTrue();
        assertThat(ended.failure().message()).isEqualTo("worker w1 was killed by SIGSEGV");
    }

    @Test
    void attemptEndsOnlyWithItsWorkersExit() {
        giveAttemptToFirst();

        fleet.linkLost(W1, MILLI);
        List<FleetCommand> afterLink = fleet.takeCommands();
        fleet.exited(W1, KILLED, 2 * MILLI);

        assertThat(afterLink)
                .contains(new FleetCommand.KillWorker(W1, "its link was lost"))
                .noneMatch(FleetCommand.EndAttempt.class::isInstance);
        assertThat(ended(fleet.takeCommands()).cause().charged()).isFalse();
    }

    @Test
    void attemptThatIgnoresItsCancellationCostsItsWorkerAfterTheGrace() {
        giveAttemptToFirst();

        fleet.cancelSent(W1, ATTEMPT, 2000 * MILLI, 0);
        fleet.timePassed(1999 * MILLI);
        List<FleetCommand> early = fleet.takeCommands();
        fleet.timePassed(2000 * MILLI);

        assertThat(early).isEmpty();
        assertThat(fleet.takeCommands())
                .contains(
                        new FleetCommand.KillWorker(
                                W1, "its task did not stop when it was cancelled"));
    }

    @Test
    void endOfAnAttemptThatIsNotInHandIsFencedOff() {
        giveAttemptToFirst();

        assertThat(fleet.attemptOver(W2, ATTEMPT)).isFalse();
        assertThat(fleet.attemptOver(W1, ATTEMPT)).isTrue();
        assertThat(fleet.attemptOver(W1, ATTEMPT)).isFalse();
    }

    @Test
    void attemptForAWorkerThatIsGoneEndsUncharged() {
        readyPair();
        fleet.exited(W1, KILLED, 0);
        fleet.takeCommands();

        boolean given = fleet.attemptGiven(W1, ATTEMPT);

        assertThat(given).isFalse();
        assertThat(ended(fleet.takeCommands()).cause().charged()).isFalse();
    }

    @Test
    void failedStartsWaitLongerEachTimeAndAreToldToCallers() {
        fleet.timePassed(0);
        fleet.exited(W1, FAILED, 0);
        fleet.exited(W2, FAILED, 0);
        fleet.takeCommands();

        fleet.timePassed(100 * MILLI);
        List<FleetCommand> tooEarly = fleet.takeCommands();
        fleet.timePassed(200 * MILLI);
        List<FleetCommand> second = fleet.takeCommands();
        fleet.exited(W3, FAILED, 201 * MILLI);

        assertThat(tooEarly).isEmpty();
        assertThat(second).contains(new FleetCommand.ForkWorker(W3));
        assertThat(fleet.takeCommands())
                .contains(
                        new FleetCommand.AnnounceSlots(
                                List.of(),
                                Optional.of(
                                        "no worker can be started, 3 tries failed; last: worker w3"
                                                + " exited with code 1: no such class")));
    }

    @Test
    void workerThatDoesNotRegisterInTimeIsKilled() {
        fleet.timePassed(0);
        fleet.takeCommands();

        fleet.timePassed(60_000 * MILLI);

        assertThat(fleet.takeCommands())
                .contains(new FleetCommand.KillWorker(W1, "it did not register in time"));
    }

    @Test
    void stoppingDrainsKillsTheSlowAndForksNobody() {
        readyPair();

        fleet.stopAll(0);
        List<FleetCommand> told = fleet.takeCommands();
        fleet.exited(W1, new WorkerExit(0, ""), MILLI);
        fleet.timePassed(2000 * MILLI);
        List<FleetCommand> later = fleet.takeCommands();
        fleet.exited(W2, KILLED, 2001 * MILLI);

        assertThat(told)
                .contains(new FleetCommand.DrainWorker(W1), new FleetCommand.DrainWorker(W2));
        assertThat(later).contains(new FleetCommand.KillWorker(W2, "it did not leave in time"));
        assertThat(later).noneMatch(FleetCommand.ForkWorker.class::isInstance);
        assertThat(fleet.isEmpty()).isTrue();
    }

    private void readyPair() {
        fleet.timePassed(0);
        fleet.registered(W1, 0);
        fleet.registered(W2, 0);
        fleet.takeCommands();
    }

    private void giveAttemptToFirst() {
        readyPair();
        assertThat(fleet.attemptGiven(W1, ATTEMPT)).isTrue();
    }

    private static AttemptOutcome.WorkerEnded ended(List<FleetCommand> commands) {
        return commands.stream()
                .filter(FleetCommand.EndAttempt.class::isInstance)
                .map(FleetCommand.EndAttempt.class::cast)
                .map(end -> (AttemptOutcome.WorkerEnded) end.outcome())
                .findFirst()
                .orElseThrow();
    }
}
