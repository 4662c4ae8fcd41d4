package dev.forkyard.coordinator.fleet;

import static dev.forkyard.coordinator.fleet.FleetScript.CRASHED;
import static dev.forkyard.coordinator.fleet.FleetScript.MILLI;
import static dev.forkyard.coordinator.fleet.FleetScript.W1;
import static dev.forkyard.coordinator.fleet.FleetScript.W2;
import static dev.forkyard.coordinator.fleet.FleetScript.W3;
import static dev.forkyard.coordinator.fleet.FleetScript.W4;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.schedule.DeathCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What workers without a task warm up, and when not. */
class FleetWarmUpTest {
    private static final JobTypeId COUNT = new JobTypeId("count", 1);
    private static final JobTypeId CAPTCHA = new JobTypeId("captcha", 1);
    private static final long CLASSES = FleetWarmUps.CLASSES_NANOS;
    private static final long SLICE = FleetWarmUps.SLICE_NANOS;

    @Test
    void freshPoolWarmsLinksOnly() {
        FleetScript script = script(2, 2).ready(W1, W2, W3).pass(5000);

        assertThat(warmUps(script))
                .containsExactly(
                        new FleetCommand.WarmUpLink(W1),
                        new FleetCommand.WarmUpLink(W2),
                        new FleetCommand.WarmUpLink(W3));
    }

    @Test
    void poolThatIsGoneSoonWarmsNothing() {
        FleetScript script = script(1, 0).ready(W1, W2);
        task(script, W1, 1, COUNT);

        assertThat(warmUps(script.pass(5000))).isEmpty();
    }

    @Test
    void newSpareLoadsClassesThenWarmsItsLinkThenCodeUntilItIsWarm() {
        FleetScript script = script(1, 2).ready(W1);
        task(script, W1, 1, COUNT);
        script.took();

        script.ready(W2);
        assertThat(warmUps(script)).containsExactly(new FleetCommand.WarmUp(W2, COUNT, CLASSES));
        warmed(script, W2, COUNT, CLASSES);
        assertThat(warmUps(script)).containsExactly(new FleetCommand.WarmUpLink(W2));
        script.fleet.warmUps().warmedLink(W2, script.now());
        script.pass(300);

        long slices = 0;
        for (List<FleetCommand> next = warmUps(script); !next.isEmpty(); slices++) {
            assertThat(next).hasSize(1);
            FleetCommand.WarmUp slice = (FleetCommand.WarmUp) next.get(0);
            assertThat(slice.worker()).isEqualTo(W2);
            warmed(script, W2, COUNT, slice.cpuNanosMax());
            next = warmUps(script);
        }
        assertThat(slices).isEqualTo((FleetWarmUps.CODE_NANOS - CLASSES + SLICE - 1) / SLICE);
    }

    @Test
    void busyCoresAllowClassesOnly() {
        FleetScript script = script(2, 2).ready(W1, W2).give(W1, 1).give(W2, 2);
        serve(script, W1, COUNT);
        serve(script, W2, COUNT);
        script.took();

        script.ready(W3);
        assertThat(warmUps(script)).containsExactly(new FleetCommand.WarmUp(W3, COUNT, CLASSES));
        warmed(script, W3, COUNT, CLASSES);
        script.fleet.warmUps().warmedLink(W3, script.now());
        script.took();
        assertThat(warmUps(script.pass(2000).beatBut())).isEmpty();

        script.over(W1, 1);
        assertThat(warmUps(script.pass(300)))
                .containsExactly(
                        new FleetCommand.WarmUp(W1, COUNT, CLASSES),
                        new FleetCommand.WarmUp(W3, COUNT, SLICE));
    }

    @Test
    void busyCoresAllowTheClassesOfTheTypeServedLastOnly() {
        FleetScript script = script(2, 2).ready(W1, W2).give(W1, 1).give(W2, 2);
        serve(script, W1, CAPTCHA);
        serve(script, W2, COUNT);
        script.took();

        script.ready(W3);
        assertThat(warmUps(script)).containsExactly(new FleetCommand.WarmUp(W3, COUNT, CLASSES));
        warmed(script, W3, COUNT, CLASSES);
        assertThat(warmUps(script)).containsExactly(new FleetCommand.WarmUpLink(W3));
        script.fleet.warmUps().warmedLink(W3, script.now());
        assertThat(warmUps(script)).isEmpty();

        script.over(W1, 1);
        script.fleet.warmUps().served(W1, CAPTCHA, CLASSES, script.now());
        assertThat(warmUps(script.pass(300)))
                .contains(new FleetCommand.WarmUp(W3, CAPTCHA, CLASSES));
    }

    @Test
    void taskOnTheLastCoreStopsTheNewestThatWarmsCode() {
        FleetScript script = warmingCode();

        script.give(W1, 2);
        serve(script, W1, COUNT);

        script.look();
        assertThat(warmUps(script)).containsExactly(new FleetCommand.StopWarmUp(W3));
        warmed(script, W3, COUNT, 3 * MILLI);
        assertThat(warmUps(script.pass(100))).isEmpty();
    }

    @Test
    void taskIsGivenToAWorkerThatWarmsUpAsToAnyOther() {
        FleetScript script = warmingCode();
        List<WorkerId> open = script.open();

        script.give(W2, 2);
        serve(script, W2, COUNT);
        warmed(script, W2, COUNT, MILLI);
        script.pass(2000).beatBut();

        assertThat(script.open()).isEqualTo(open);
        assertThat(script.took()).noneMatch(FleetCommand.KillWorker.class::isInstance);
    }

    @Test
    void workerWhoseWarmUpDoesNotStopForATaskIsKilledAndTheTaskIsNotBlamed() {
        FleetScript script = warmingCode();

        script.give(W2, 2);
        serve(script, W2, COUNT);
        script.pass(FleetWarmUps.OVER_NANOS_MAX / MILLI + 100);
        assertThat(script.took())
                .anyMatch(
                        command ->
                                command instanceof FleetCommand.KillWorker kill
                                        && kill.worker().equals(W2));
        script.exit(W2, FleetScript.KILLED);

        assertThat(script.death().cause()).isEqualTo(DeathCause.WORKER_LOST);
        assertThat(warmUps(script.ready(W4))).noneMatch(FleetCommand.WarmUp.class::isInstance);
    }

    @Test
    void warmUpIsNotJudgedOnceItsTaskIsOverOrByATimeInWhichTheLoopHung() {
        FleetScript script = warmingCode();
        long tooLong = FleetWarmUps.OVER_NANOS_MAX / MILLI + 100;

        script.give(W2, 2);
        serve(script, W2, COUNT);
        script.hang(tooLong).beatBut();
        script.over(W2, 2);
        script.fleet.warmUps().served(W2, COUNT, MILLI, script.now());
        script.pass(tooLong);

        assertThat(script.took()).noneMatch(FleetCommand.KillWorker.class::isInstance);
    }

    @Test
    void memoryThatAWarmUpMayHaveHadIsNotChargedToTheTaskBesideIt() {
        FleetScript script = warmingCode();

        script.give(W2, 2);
        serve(script, W2, COUNT);
        script.fleet.overMemory(W2, "too large", script.now());
        script.pass(200);
        script.exit(W2, FleetScript.KILLED);

        assertThat(script.death().cause()).isEqualTo(DeathCause.WORKER_LOST);
        assertThat(warmUps(script.ready(W4))).noneMatch(FleetCommand.WarmUp.class::isInstance);
    }

    @Test
    void typeWhoseWarmUpKilledAWorkerIsNotWarmedAgain() {
        FleetScript script = script(1, 2).ready(W1);
        task(script, W1, 1, COUNT);
        script.ready(W2).exit(W2, CRASHED).pass(2000);
        script.took();

        script.ready(W3);

        assertThat(warmUps(script)).containsExactly(new FleetCommand.WarmUpLink(W3));
    }

    @Test
    void onlyTheTypesServedLastCountAndNotForEver() {
        FleetScript script = script(1, 2).ready(W1);
        task(script, W1, 1, CAPTCHA);
        for (int task = 2; task <= 1 + WarmTypes.TYPES_MAX; task++) {
            task(script, W1, task, new JobTypeId("type" + task, 1));
        }
        script.took();

        script.ready(W2);
        for (int type = 0; type < WarmTypes.TYPES_MAX; type++) {
            FleetCommand.WarmUp next = (FleetCommand.WarmUp) warmUps(script).get(0);
            assertThat(next.type()).isNotEqualTo(CAPTCHA);
            warmed(script, W2, next.type(), CLASSES);
        }
        assertThat(warmUps(script)).containsExactly(new FleetCommand.WarmUpLink(W2));

        script.hang(WarmTypes.IN_USE_NANOS / MILLI + 1).beatBut().exit(W2, CRASHED).pass(2000);
        script.took();
        assertThat(warmUps(script.ready(W4))).noneMatch(FleetCommand.WarmUp.class::isInstance);
    }

    /** Two offered and a spare, of which the last two warm code, on two cores. */
    private static FleetScript warmingCode() {
        FleetScript script = script(2, 2).ready(W1, W2, W3).give(W1, 1);
        serve(script, W1, COUNT);
        script.over(W1, 1);
        script.fleet.warmUps().served(W1, COUNT, FleetWarmUps.CODE_NANOS, script.now());
        for (WorkerId worker : List.of(W2, W3)) {
            script.fleet.warmUps().warmedLink(worker, script.now());
            warmed(script, worker, COUNT, CLASSES);
        }
        script.pass(300);
        assertThat(warmUps(script))
                .contains(
                        new FleetCommand.WarmUp(W2, COUNT, SLICE),
                        new FleetCommand.WarmUp(W3, COUNT, SLICE));
        return script;
    }

    private static FleetScript script(int workers, int cores) {
        return new FleetScript(FleetConfig.of(workers).withSpares(1).withWarmUps(cores));
    }

    private static void task(FleetScript script, WorkerId worker, int task, JobTypeId type) {
        script.give(worker, task);
        serve(script, worker, type);
        script.over(worker, task);
        script.fleet.warmUps().served(worker, type, FleetWarmUps.CODE_NANOS, script.now());
    }

    private static void serve(FleetScript script, WorkerId worker, JobTypeId type) {
        script.fleet.warmUps().serves(worker, type, script.now());
    }

    private static void warmed(FleetScript script, WorkerId worker, JobTypeId type, long nanos) {
        script.fleet.warmUps().warmedUp(worker, type, nanos, script.now());
        script.look();
    }

    private static List<FleetCommand> warmUps(FleetScript script) {
        script.look();
        return script.took().stream()
                .filter(
                        command ->
                                command instanceof FleetCommand.WarmUp
                                        || command instanceof FleetCommand.StopWarmUp
                                        || command instanceof FleetCommand.WarmUpLink)
                .toList();
    }
}
