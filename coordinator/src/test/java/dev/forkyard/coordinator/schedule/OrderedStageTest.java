package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.CoreScript.MILLI;
import static dev.forkyard.coordinator.schedule.CoreScript.attempt;
import static dev.forkyard.coordinator.schedule.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.JobId;
import dev.forkyard.common.job.ExecutionPolicy;
import dev.forkyard.common.range.UnsignedRange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stages whose results are read in order: what is handed out, and when. */
class OrderedStageTest {
    private final CoreScript core = new CoreScript();

    @Test
    void partsAreCutFromTheLowestNumberOn() {
        core.slots(1, 2);
        core.open("a", NORMAL, ordered(1000, 200));

        assertThat(core.inHand())
                .extracting(Lease::part)
                .containsExactly(part(0, 25), part(25, 50));

        core.complete(core.inHand().get(0), MILLI);

        assertThat(core.inHand().get(1).part().start()).isEqualTo(50);
    }

    @Test
    void readerWhoStopsStopsTheWork() {
        core.slots(1);
        core.open("a", NORMAL, ordered(1000, 80));
        completeAll();

        assertThat(core.inHand()).isEmpty();
        assertThat(core.core.state().ready.isEmpty()).isTrue();
    }

    @Test
    void whatTheReaderTookMakesRoom() {
        core.slots(1);
        core.open("a", NORMAL, ordered(1000, 80));
        completeAll();

        assertThat(taken("a", 40)).hasSize(1);

        assertThat(core.inHand()).extracting(Lease::part).containsExactly(part(80, 120));
    }

    @Test
    void littleRoomIsNotUsed() {
        core.slots(1);
        core.open("a", NORMAL, ordered(1000, 80));
        completeAll();

        assertThat(taken("a", 9)).isEmpty();
        assertThat(taken("a", 10)).containsExactly("start a/3#1 on w1 stage 0 80..90");
    }

    @Test
    void littleRoomIsUsedWhereTheStageEnds() {
        core.slots(1);
        core.open("a", NORMAL, ordered(83, 80));
        completeAll();

        assertThat(taken("a", 5)).containsExactly("start a/3#1 on w1 stage 0 80..83");
    }

    @Test
    void whatWasTakenBeforeOrIsOutsideChangesNothing() {
        core.slots(1);
        core.open("a", NORMAL, ordered(1000, 80));
        completeAll();
        taken("a", 40);
        long ignored = core.core.ignoredMessages();

        taken("a", 40);
        taken("a", 30);
        taken("a", 1001);
        taken("nobody", 1);
        core.apply(new Event.ResultsTaken(core.nowNanos, new JobId("a"), 1, 60));

        assertThat(core.core.ignoredMessages()).isEqualTo(ignored + 5);
        assertThat(core.inHand()).hasSize(1);
    }

    @Test
    void failedPieceIsTriedAgainWhileNothingElseHasRoom() {
        core.slots(1, 2);
        core.open("a", NORMAL, ordered(1000, 50));
        Lease first = core.inHand().get(0);
        core.complete(core.inHand().get(1), MILLI);

        core.died(first.id, false);

        assertThat(core.inHand()).extracting(Lease::part).containsExactly(first.part());
    }

    @Test
    void pieceThatIsGivenUpEndsTheJobWhateverItsPolicy() {
        ExecutionPolicy policy =
                ExecutionPolicy.DEFAULT
                        .withBudgets(1, 1, 1)
                        .with(ExecutionPolicy.FailurePolicy.CONTINUE);
        core.slots(1);
        core.open("a", NORMAL, policy, ordered(1000, 80));

        assertThat(core.threw(attempt("a", 1, 1)))
                .containsExactly("failed a/1#1 THREW GIVEN_UP", "end a FAILED TASK_THREW");
    }

    @Test
    void noPartIsWiderThanTheLargest() {
        core.slots(1);
        core.open("a", NORMAL, new StageShape(part(0, 1000), 1, MILLI, 0, List.of(), 30, 0));
        for (int parts = 0; parts < 20; parts++) {
            core.complete(core.inHand().get(0), MILLI / 10.0);
            assertThat(core.inHand().get(0).part().width()).isLessThanOrEqualTo(30);
        }
    }

    @Test
    void windowNearTheLargestNumberDoesNotWrap() {
        core.slots(1);
        UnsignedRange last = new UnsignedRange(-1001L, -1L);
        core.open("a", NORMAL, new StageShape(last, 1, MILLI, 0, List.of(), -1L, -1L));
        while (!core.inHand().isEmpty()) {
            core.complete(core.inHand().get(0), MILLI);
        }

        assertThat(core.gathered("a")).containsExactly("end a SUCCEEDED");
    }

    /** Works off all that is handed out. */
    private void completeAll() {
        while (!core.inHand().isEmpty()) {
            core.complete(core.inHand().get(0), MILLI);
        }
    }

    private List<String> taken(String job, long to) {
        return core.apply(new Event.ResultsTaken(core.nowNanos, new JobId(job), 0, to));
    }

    private static StageShape ordered(long width, long window) {
        return new StageShape(part(0, width), 1, MILLI, 0, List.of(), -1L, window);
    }

    private static UnsignedRange part(long start, long end) {
        return new UnsignedRange(start, end);
    }
}
