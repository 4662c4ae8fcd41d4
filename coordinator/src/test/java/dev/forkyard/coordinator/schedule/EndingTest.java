package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.CoreScript.MILLI;
import static dev.forkyard.coordinator.schedule.CoreScript.attempt;
import static dev.forkyard.coordinator.schedule.CoreScript.stage;
import static dev.forkyard.coordinator.schedule.Priority.HIGH;
import static dev.forkyard.coordinator.schedule.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.AttemptId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The next attempt of a worker is handed out while its last one ends. */
class EndingTest {
    private static final AttemptId FIRST = attempt("a", 1, 1);
    private static final AttemptId SECOND = attempt("a", 2, 1);

    private final CoreScript core = new CoreScript();

    @Test
    void workerThatIsAboutToBeFreeGetsOneMore() {
        core.slots(1);
        core.open("a", NORMAL, stage(1000));
        core.after(24 * MILLI);

        assertThat(progressed(24)).hasSize(1).first().asString().startsWith("start a/2#1 on w1");
        assertThat(progressed(25)).isEmpty();
    }

    @Test
    void workerInTheMiddleOfAnAttemptGetsNone() {
        core.slots(1);
        core.open("a", NORMAL, stage(1000));
        core.after(20 * MILLI);

        assertThat(progressed(19)).isEmpty();
    }

    @Test
    void idleWorkerComesFirst() {
        core.slots(1);
        core.open("a", NORMAL, stage(25));
        core.after(24 * MILLI);
        progressed(24);
        core.slots(1, 2);

        assertThat(core.open("b", NORMAL, stage(1)))
                .containsExactly("start b/1#1 on w2 stage 0 0..1");
    }

    @Test
    void nothingStandsBehindAPieceThatMustBeAlone() {
        nearEndOfFirst(1000);
        core.died(FIRST, true);
        core.died(SECOND, true);
        core.slots(2);
        core.after(24 * MILLI);

        assertThat(core.inHand()).hasSize(1).allMatch(lease -> lease.piece.alone());
        AttemptId again = core.inHand().get(0).id;
        assertThat(core.apply(new Event.AttemptProgressed(core.nowNanos, again, 24))).isEmpty();
    }

    @Test
    void neitherOfTwoIsChargedForADeath() {
        nearEndOfFirst(50);
        core.died(FIRST, true);
        core.died(SECOND, true);
        core.slots(2, 3);

        assertThat(core.inHand())
                .hasSize(2)
                .allMatch(lease -> lease.piece.deaths() == 0 && lease.piece.losses() == 1);
    }

    @Test
    void whatWaitsBehindAnEndThatDoesNotComeGoesToAnIdleWorker() {
        nearEndOfFirst(50);
        core.slots(1, 2);

        assertThat(core.tick()).isEmpty();
        core.after(250 * MILLI);
        assertThat(core.tick()).contains("yield a/2#1");
        assertThat(core.succeeded(SECOND, 25, 0))
                .containsExactly("discard a/2#1", "start a/3#1 on w2 stage 0 37..45");
        assertThat(core.inHand().get(0).slot.inHand()).hasSize(1);
    }

    @Test
    void higherPriorityIsNotKeptWaitingByWhatWasHandedOutAhead() {
        nearEndOfFirst(1000);

        assertThat(core.open("b", HIGH, stage(1))).isEmpty();
        assertThat(core.succeeded(FIRST, 25, 25 * MILLI)).contains("yield a/2#1");
    }

    @Test
    void endThatDoesNotComeIsNoReasonToWait() {
        nearEndOfFirst(1000);
        core.open("b", HIGH, stage(1));
        core.after(5 * MILLI);

        assertThat(core.tick()).isEmpty();
        core.after(1);
        assertThat(core.tick()).containsExactly("yield a/1#1");
    }

    /** One worker with the first part's last millisecond and the second part in hand. */
    private void nearEndOfFirst(long numbers) {
        core.slots(1);
        core.open("a", NORMAL, stage(numbers));
        core.after(24 * MILLI);
        progressed(24);
    }

    private List<String> progressed(long finishedTo) {
        return core.apply(new Event.AttemptProgressed(core.nowNanos, FIRST, finishedTo));
    }
}
