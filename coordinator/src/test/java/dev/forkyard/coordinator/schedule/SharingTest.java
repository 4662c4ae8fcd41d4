package dev.forkyard.coordinator.schedule;

import static dev.forkyard.coordinator.schedule.CoreScript.MILLI;
import static dev.forkyard.coordinator.schedule.CoreScript.attempt;
import static dev.forkyard.coordinator.schedule.CoreScript.stage;
import static dev.forkyard.coordinator.schedule.Priority.HIGH;
import static dev.forkyard.coordinator.schedule.Priority.LOW;
import static dev.forkyard.coordinator.schedule.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Who gets the workers, and who gives way. */
class SharingTest {
    private static final long SECOND = 1_000_000_000;

    private final CoreScript core = new CoreScript();

    @Test
    void higherPriorityPreempts() {
        core.slots(1);
        core.open("a", NORMAL, stage(1000));

        assertThat(core.open("b", HIGH, stage(1))).containsExactly("yield a/1#1");
        assertThat(core.succeeded(attempt("a", 1, 1), 3, 3 * MILLI))
                .containsExactly("accept a/1#1 stage 0 0..3", "start b/1#1 on w1 stage 0 0..1");
    }

    @Test
    void equalPriorityDoesNotPreemptBeforeThePatienceIsOver() {
        core.slots(1);
        core.open("a", NORMAL, stage(1000));

        assertThat(core.open("b", NORMAL, stage(1))).isEmpty();
        core.after(250 * MILLI);
        assertThat(core.tick()).isEmpty();
        core.after(1);
        assertThat(core.tick()).containsExactly("yield a/1#1");
        assertThat(core.tick()).isEmpty();
    }

    @Test
    void widePartGivesWayAfterTheTimeOfAUsualOne() {
        CoreScript wide = CoreScript.inAWidePart();

        assertThat(wide.open("b", NORMAL, stage(1))).isEmpty();
        wide.after(100 * MILLI);
        assertThat(wide.tick()).isEmpty();
        wide.after(1);
        assertThat(wide.tick()).containsExactly("yield a/3#1");
    }

    @Test
    void lowestPriorityGivesWayFirst() {
        core.slots(1, 2);
        core.open("a", NORMAL, stage(1));
        core.open("b", LOW, stage(1));

        assertThat(core.open("c", HIGH, stage(1))).containsExactly("yield b/1#1");
    }

    @Test
    void noMoreAttemptsAreAskedToMakeRoomThanJobsWait() {
        core.slots(1, 2, 3);
        core.open("a", NORMAL, stage(1000));

        assertThat(core.open("b", HIGH, stage(1000))).containsExactly("yield a/1#1");
        assertThat(core.tick()).isEmpty();
        assertThat(core.open("c", HIGH, stage(1))).containsExactly("yield a/2#1");
    }

    @Test
    void slotThatTakesNoMoreIsNotAskedToMakeRoom() {
        core.slots(1, 2);
        core.open("a", NORMAL, stage(1000));
        core.slots(2);

        assertThat(core.open("b", HIGH, stage(1))).containsExactly("yield a/2#1");
    }

    @Test
    void agedJobDoesNotPreemptItself() {
        core.slots(1);
        core.open("a", NORMAL, stage(1000));
        core.after(11 * SECOND);

        assertThat(core.tick()).isEmpty();
    }

    @Test
    void agedJobPreemptsOneOfAnother() {
        core.slots(1);
        core.open("a", NORMAL, stage(1000));
        core.open("b", LOW, stage(1));
        core.after(11 * SECOND);

        assertThat(core.tick()).containsExactly("yield a/1#1");
        core.succeeded(attempt("a", 1, 1), 5, 11 * SECOND);
        assertThat(core.inHand().get(0).job.id).isEqualTo(new JobId("b"));
    }

    @Test
    void idleWorkerGetsAShareOfTheLongestTask() {
        core.slots(1);
        core.open("a", NORMAL, stage(25, 1, MILLI));
        core.after(100 * MILLI);
        core.slots(1, 2);
        core.apply(new Event.AttemptProgressed(core.nowNanos, attempt("a", 1, 1), 5));

        assertThat(core.tick()).containsExactly("yield a/1#1");
        core.succeeded(attempt("a", 1, 1), 5, 100 * MILLI);
        assertThat(core.inHand()).hasSize(2);
    }

    @Test
    void asManyOfTheLongestTasksAreSplitAsWorkersAreIdle() {
        core.slots(1, 2, 3);
        core.open("a", NORMAL, stage(3, 2, 200.0 * MILLI));
        core.open("b", NORMAL, stage(3, 2, 300.0 * MILLI));
        core.open("c", NORMAL, stage(3, 2, 100.0 * MILLI));
        core.slots(1, 2, 3, 4, 5);

        assertThat(core.tick()).containsExactly("yield b/1#1", "yield a/1#1");
        assertThat(core.tick()).isEmpty();
    }

    @Test
    void indivisibleTaskIsNotSplit() {
        core.slots(1);
        core.open("a", NORMAL, stage(2, 2, 1000.0 * MILLI));
        core.slots(1, 2);

        assertThat(core.tick()).isEmpty();
    }

    @Test
    void equalJobsShareTheWorkersByRunTimeWhateverTheirParts() {
        World world = World.calm(3);
        world.submit(SimulatedJob.of("a", NORMAL, 1_000_000, 1e6));
        world.submit(SimulatedJob.of("b", NORMAL, 1_000_000_000_000L, 1));
        world.submit(SimulatedJob.of("c", NORMAL, 1000, 900e6));
        world.runUntil(100 * SECOND);

        assertShares(world, 100 * SECOND, "a", "b", "c");
    }

    /** However long the jobs are: each gets one part before any gets its second. */
    @Test
    void asManyJobsHaveBegunAsPartsWereHandedOut() {
        for (int job = 0; job < 50; job++) {
            core.open("j" + job, NORMAL, stage(1_000_000_000_000L));
        }
        core.slots(1, 2);

        for (int part = 0; part < 40; part++) {
            core.complete(core.inHand().get(0), CoreScript.MILLI);
        }

        assertThat(core.core.state().jobs.values())
                .filteredOn(job -> job.state() == JobState.RUNNING)
                .hasSize(42);
    }

    @Test
    void planThatPromisesTooMuchDoesNotBuyWorkers() {
        World world = World.calm(2);
        world.submit(smallest(1000, SimulatedJob.guessed("a", NORMAL, 1_000_000, 100e6, 1e6)));
        world.runUntil(SECOND / 2);
        world.submit(SimulatedJob.of("b", NORMAL, 1_000_000, 1e6));
        world.runUntil(60 * SECOND);

        assertShares(world, 60 * SECOND, "a", "b");
    }

    @Test
    void planThatPromisesTooLittleDoesNotBuyWorkers() {
        World world = World.calm(2);
        world.submit(SimulatedJob.guessed("a", NORMAL, 1_000_000, 1e4, 1e6));
        world.submit(SimulatedJob.of("b", NORMAL, 1_000_000, 1e6));
        world.runUntil(60 * SECOND);

        assertShares(world, 60 * SECOND, "a", "b");
    }

    @Test
    void jobThatComesLaterNeitherClaimsThePastNorLosesItsTurn() {
        World world = World.calm(2);
        world.submit(SimulatedJob.of("a", NORMAL, 1_000_000, 1e6));
        world.runUntil(50 * SECOND);
        long before = world.fleet.busyNanos(new JobId("a"));
        world.submit(SimulatedJob.of("b", NORMAL, 1_000_000, 1e6));
        world.runUntil(100 * SECOND);

        double later = world.fleet.busyNanos(new JobId("a")) - before;
        assertThat((double) world.fleet.busyNanos(new JobId("b")))
                .isCloseTo(later, Percentage.withPercentage(10));
    }

    @Test
    void agingLetsLowRunUnderConstantHighLoad() {
        World world = World.calm(1);
        world.submit(SimulatedJob.of("high-1", HIGH, 1_000_000, 1e6));
        world.submit(SimulatedJob.of("high-2", HIGH, 1_000_000, 1e6));
        world.submit(SimulatedJob.of("low", LOW, 1_000_000, 1e6));
        world.runUntil(100 * SECOND);

        long low = world.fleet.busyNanos(new JobId("low"));
        assertThat(low).isBetween(SECOND / 5, 3 * SECOND);
    }

    @Test
    void highRunsBeforeLowElsewise() {
        World world = World.calm(2);
        world.submit(SimulatedJob.of("low", LOW, 1_000_000, 1e6));
        world.runUntil(SECOND);
        world.submit(SimulatedJob.of("high", HIGH, 4000, 1e6));
        world.runUntil(() -> world.ledger.met().getOrDefault("SUCCEEDED", 0) == 1, 10_000);

        assertThat(world.agenda.nowNanos()).isLessThan(3 * SECOND + SECOND / 2);
    }

    private static SimulatedJob smallest(long smallest, SimulatedJob job) {
        StageShape is = job.stages().get(0);
        StageShape wanted =
                new StageShape(is.extent(), smallest, is.unitNanos(), 0, is.dependsOn());
        return new SimulatedJob(
                job.id(),
                job.priority(),
                job.ephemeral(),
                job.limits(),
                List.of(wanted),
                job.trueUnitNanos(),
                false,
                OptionalLong.empty(),
                0);
    }

    /** Each got its part of what the workers gave, within a tenth; and they gave all. */
    private static void assertShares(World world, long nanos, String... jobs) {
        List<Long> shares = new ArrayList<>();
        for (String job : jobs) {
            shares.add(world.fleet.busyNanos(new JobId(job)));
        }
        long all = shares.stream().mapToLong(Long::longValue).sum();
        assertThat(all).as("worker time given").isGreaterThan(nanos);
        for (long share : shares) {
            assertThat((double) share)
                    .as("a share of %s", shares)
                    .isCloseTo((double) all / jobs.length, Percentage.withPercentage(10));
        }
    }
}
