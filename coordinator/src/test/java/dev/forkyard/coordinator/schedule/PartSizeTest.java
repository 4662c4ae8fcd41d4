package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.CoreScript.MILLI;
import static dev.forkyard.coordinator.schedule.CoreScript.attempt;
import static dev.forkyard.coordinator.schedule.CoreScript.stage;
import static dev.forkyard.coordinator.schedule.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How wide parts are and where they lie. */
class PartSizeTest {
    private final CoreScript core = new CoreScript();

    @Test
    void firstPartAimsAtAQuarterOfTheTargetByTheHint() {
        core.slots(1);

        assertThat(core.open("a", NORMAL, stage(1000)))
                .containsExactly("start a/1#1 on w1 stage 0 0..25");
    }

    @Test
    void partsAimAtTheTargetByTheMeasuredPace() {
        core.slots(1);
        core.open("a", NORMAL, stage(100_000));
        for (int parts = 0; parts < 20; parts++) {
            core.complete(core.inHand().get(0), 0.2 * MILLI);
        }

        assertThat(core.inHand().get(0).part().width()).isEqualTo(500);
    }

    @Test
    void onlyJobHasWiderPartsWhileMuchIsLeft() {
        CoreScript wide = CoreScript.inAWidePart();
        assertThat(wide.inHand().get(0).part().width()).isEqualTo(300);

        wide.open("b", NORMAL, stage(1));
        wide.complete(wide.inHand().get(0), MILLI);
        wide.complete(wide.inHand().get(0), MILLI);
        assertThat(wide.inHand().get(0).part().width()).isEqualTo(100);
    }

    @Test
    void onlyJobHasUsualPartsWhenLittleIsLeft() {
        CoreScript wide = CoreScript.withWideParts();
        wide.slots(1);
        wide.open("a", NORMAL, stage(1_700));
        wide.complete(wide.inHand().get(0), MILLI);

        assertThat(wide.inHand().get(0).part().width()).isEqualTo(100);
    }

    @Test
    void noPartIsMoreThanFourTimesAsWideAsAMeasuredOne() {
        core.slots(1);
        core.open("a", NORMAL, stage(1_000_000_000));
        long widest = core.inHand().get(0).part().width();
        for (int parts = 0; parts < 400; parts++) {
            Lease first = core.inHand().get(0);
            core.complete(first, 100);
            widest = Math.max(widest, first.part().width());
            for (Lease lease : core.inHand()) {
                assertThat(lease.part().width()).isLessThanOrEqualTo(4 * widest);
            }
        }
        assertThat(core.inHand().get(0).part().width()).isEqualTo(1_000_000);
    }

    @Test
    void hintThatIsTooLowIsMendedAfterTheFirstPart() {
        core.slots(1);
        core.open("a", NORMAL, stage(1_000_000, 1, MILLI / 100.0));
        core.complete(core.inHand().get(0), MILLI);

        assertThat(core.inHand().get(0).part().width()).isEqualTo(100);
    }

    @Test
    void noPartIsNarrowerThanTheSmallestButTheLast() {
        core.slots(1, 2);
        core.open("a", NORMAL, stage(1000, 300, MILLI));

        assertThat(core.inHand()).extracting(l -> l.part().width()).containsExactly(300L, 350L);
        core.complete(core.inHand().get(0), MILLI);
        assertThat(core.inHand().get(1).part().width()).isEqualTo(350);
    }

    @Test
    void partAdjoinsTheWorkersLastPart() {
        core.slots(1, 2);
        core.open("a", NORMAL, stage(1000));
        long firstEnd = core.inHand().get(0).part().end();
        long secondEnd = core.inHand().get(1).part().end();
        core.complete(core.inHand().get(1), MILLI);
        core.complete(core.inHand().get(0), MILLI);

        assertThat(core.inHand().get(0).part().start()).isEqualTo(secondEnd);
        assertThat(core.inHand().get(1).part().start()).isEqualTo(firstEnd);
    }

    @Test
    void newWorkerStartsInTheUpperHalfOfTheWidestHole() {
        core.slots(1);
        core.open("a", NORMAL, stage(1025));

        assertThat(core.slots(1, 2)).hasSize(1).first().asString().contains(" 525..");
    }

    @Test
    void extentUpToTheLargestNumberIsCutWithoutOverflow() {
        core.slots(1, 2, 3);
        core.open("a", NORMAL, stage(-1L, 1, 1e-12));
        for (int parts = 0; core.core.liveJobs() > 0 && !core.inHand().isEmpty(); parts++) {
            assertThat(parts).isLessThan(10_000);
            core.complete(core.inHand().get(0), 1e-12);
        }

        assertThat(core.gathered("a")).containsExactly("end a SUCCEEDED");
    }

    @Test
    void windowGoesBackToOneAfterADeath() {
        core.slots(1);
        core.open("a", NORMAL, stage(1_000_000));
        core.complete(core.inHand().get(0), 10);
        assertThat(core.inHand()).hasSize(16);
        core.inHand().forEach(lease -> core.died(lease.id, true));

        core.slots(2);

        assertThat(core.inHand()).hasSize(1);
        assertThat(core.inHand().get(0).id).isEqualTo(attempt("a", 2, 2));
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 10", "2, 0.1", "2, 100", "2, 0.01", "7, 1", "7, 10", "7, 0.1"})
    void equalWorkersEndTogether(int workers, double hintError) {
        World world = World.calm(workers);
        long width = 5_000L * workers;
        world.submit(SimulatedJob.guessed("a", NORMAL, width, 1e6 * hintError, 1e6));
        world.runUntil(() -> world.core.liveJobs() == 0, 100_000);

        List<Long> ends = world.fleet.lastEndNanos();
        long spread = Collections.max(ends) - Collections.min(ends);
        assertThat(spread).as("idle gap at the end").isLessThan(60 * MILLI);
        assertThat(world.agenda.nowNanos()).isLessThan(5_100 * MILLI);
    }
}
