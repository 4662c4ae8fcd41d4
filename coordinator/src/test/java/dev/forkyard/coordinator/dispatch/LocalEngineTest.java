package dev.forkyard.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.fleet.FleetConfig;
import dev.forkyard.coordinator.fleet.MemoryLimit;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.DeathCause;
import dev.forkyard.coordinator.schedule.StopReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forks real workers and harms them. */
@Timeout(120)
class LocalEngineTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final MemoryLimit AMPLE = limit(1024);

    @TempDir private Path folder;

    @Test
    void attemptThatIgnoresItsCancellationDiesWithADumpOfItsLoop() throws Exception {
        try (RunningEngine running = engine(1, 1, AMPLE)) {
            WorkerId worker = running.awaitSlots(1).get(0);
            running.start(worker, 1, "spin");
            running.awaitOutput(worker);

            // Of this, half is time for the dump, on the busiest machine.
            cancel(running, 1, StopReason.ATTEMPT_TIMEOUT, 4_000_000_000L);
            running.awaitGone(worker);

            RunningEngine.Said.Ended end = running.awaitEnd(1);
            assertThat(end.death().cause()).isEqualTo(DeathCause.STOPPED);
            Autopsy autopsy = end.autopsy().orElseThrow();
            assertThat(autopsy.threadDump()).contains("\"forkyard-slot-0\"", "UnrulyJob.spin");
            assertThat(autopsy.stdout()).isEqualTo("this is spin\n");
            assertThat(autopsy.signal()).isEqualTo(9);
            assertThat(autopsy.exitStatus()).isEqualTo(-1);
            assertThat(autopsy.peakRssBytes()).isGreaterThan(10 * MEBIBYTE);
            assertThat(end.death().failure().details()).containsKeys("pid", "peak_rss_bytes");
        }
    }

    @Test
    void unwantedAttemptThatObeysLeavesItsWorkerAlone() throws Exception {
        try (RunningEngine running = engine(1, 0, AMPLE)) {
            WorkerId worker = running.awaitSlots(1).get(0);
            running.start(worker, 1, "wait");
            running.awaitStart(1);

            // Time enough for the busiest machine: it obeys.
            cancel(running, 1, StopReason.UNWANTED, 30_000_000_000L);

            assertThat(running.awaitEnd(1).outcome()).isInstanceOf(AttemptOutcome.Cancelled.class);
            running.start(worker, 2, "echo");
            assertThat(running.awaitEnd(2).outcome()).isInstanceOf(AttemptOutcome.Succeeded.class);
        }
    }

    @Test
    void causesOfDeathAreToldApart() throws Exception {
        try (RunningEngine running = engine(1, 1, AMPLE)) {
            assertThat(causeOf(running, 1, "exit:3")).isEqualTo(DeathCause.EXITED);
            assertThat(causeOf(running, 2, "heap")).isEqualTo(DeathCause.HEAP_OOM);
            assertThat(causeOf(running, 3, "exit:0")).isEqualTo(DeathCause.EXITED);
            assertThat(causeOf(running, 5, "exit:137")).isEqualTo(DeathCause.EXITED);
            assertThat(causeOf(running, 4, "leave")).isEqualTo(DeathCause.WORKER_LOST);
        }
    }

    @Test
    void nativeCrashLeavesTheHeadOfItsErrorFile() throws Exception {
        try (RunningEngine running = engine(1, 0, AMPLE)) {
            running.start(running.awaitSlots(1).get(0), 1, "segv");

            RunningEngine.Said.Ended end = running.awaitEnd(1);

            assertThat(end.death().cause()).isEqualTo(DeathCause.SIGNALLED);
            assertThat(end.autopsy().orElseThrow().errorFile())
                    .contains("SIGSEGV", "UnrulyJob.segv")
                    .hasSizeLessThanOrEqualTo(16 * 1024);
        }
    }

    @Test
    void outsideKillIsNobodysFault() throws Exception {
        try (RunningEngine running = engine(1, 0, AMPLE)) {
            WorkerId worker = running.awaitSlots(1).get(0);
            running.start(worker, 1, "spin");
            running.awaitOutput(worker);

            long pid = running.engine.snapshot().workers().get(0).pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            RunningEngine.Said.Ended end = running.awaitEnd(1);
            assertThat(end.death().cause()).isEqualTo(DeathCause.WORKER_LOST);
            assertThat(end.autopsy().orElseThrow().stdout()).isEqualTo("this is spin\n");
        }
    }

    @Test
    void workerOverItsMemoryLimitIsKilled() throws Exception {
        try (RunningEngine running = engine(1, 0, limit(140))) {
            assertThat(running.engine.refusal().get(60, TimeUnit.SECONDS)).isEmpty();
            running.start(running.awaitSlots(1).get(0), 1, "native");

            RunningEngine.Said.Ended end = running.awaitEnd(1);

            assertThat(end.death().cause()).isEqualTo(DeathCause.MEMORY_LIMIT);
            assertThat(end.death().failure().message()).contains("its limit 140 MiB");
            assertThat(end.autopsy().orElseThrow().peakRssBytes()).isGreaterThan(140 * MEBIBYTE);
        }
    }

    @Test
    void memoryLimitBelowAnIdleWorkersSizeIsRefused() throws Exception {
        try (RunningEngine running = engine(1, 0, limit(40))) {
            assertThat(running.engine.refusal().get(60, TimeUnit.SECONDS).orElseThrow())
                    .startsWith("--worker-memory must be at least ")
                    .contains("was 40 MiB: an idle worker has ");
        }
    }

    @Test
    void frozenWorkerIsFoundAndReplaced() throws Exception {
        try (RunningEngine running = engine(1, 1, AMPLE)) {
            WorkerId worker = running.awaitSlots(1).get(0);

            running.start(worker, 1, "freeze");

            assertThat(running.awaitEnd(1).death().cause()).isEqualTo(DeathCause.FROZEN);
        }
    }

    @Test
    void whatAWorkerLeavesBehindIsKilledBeforeItsEndIsTold() throws Exception {
        try (RunningEngine running = engine(1, 0, AMPLE)) {
            String seconds = "98" + ProcessHandle.current().pid();
            running.start(running.awaitSlots(1).get(0), 1, "orphan:" + seconds);

            assertThat(running.awaitEnd(1).death().cause()).isEqualTo(DeathCause.EXITED);

            assertThat(ProcessHandle.allProcesses().filter(p -> isSleep(p, seconds))).isEmpty();
        }
    }

    @Test
    void floodOfOutputBlocksNobodyAndItsTailIsKept() throws Exception {
        try (RunningEngine running = engine(1, 0, AMPLE)) {
            WorkerId worker = running.awaitSlots(1).get(0);
            running.start(worker, 1, "print");

            assertThat(running.awaitEnd(1).outcome()).isInstanceOf(AttemptOutcome.Succeeded.class);

            WorkerOutput output = running.engine.output(worker).orElseThrow();
            running.start(worker, 2, "exit:5");
            running.awaitEnd(2);
            WorkerOutput.Slice slice = output.read(WorkerOutput.Stream.STDOUT, 0, 1 << 20);
            assertThat(slice.start()).isGreaterThan(200 * MEBIBYTE);
            assertThat(slice.bytes()).hasSize(64 * 1024);
            assertThat(slice.ended()).isTrue();
            assertThat(new String(slice.bytes(), StandardCharsets.UTF_8))
                    .endsWith("x\nthe end of it\nthis is exit\n");
            assertThat(running.engine.output(worker)).isPresent();
        }
    }

    /** Beyond eight workers their streams have a thread that is not the loop's. */
    @Test
    void nineWorkersWorkAndOneOfThemIsKilled() throws Exception {
        try (RunningEngine running = engine(9, 0, AMPLE)) {
            List<WorkerId> workers = running.awaitSlots(9);
            for (int task = 1; task <= 9; task++) {
                running.start(workers.get(task - 1), task, "echo");
                assertThat(running.awaitEnd(task).outcome())
                        .isInstanceOf(AttemptOutcome.Succeeded.class);
            }
            running.start(workers.get(4), 10, "spin");
            running.awaitOutput(workers.get(4));

            running.engine.kill(workers.get(4)).get(60, TimeUnit.SECONDS);

            assertThat(running.awaitEnd(10).death().cause()).isEqualTo(DeathCause.WORKER_LOST);
        }
    }

    @Test
    void operatorsResizeDrainAndKill() throws Exception {
        try (RunningEngine running = engine(1, 0, AMPLE)) {
            running.awaitSlots(1);

            assertThat(running.engine.resize(2).get(60, TimeUnit.SECONDS)).isEqualTo(1);
            List<WorkerId> two = running.awaitSlots(2);
            assertThat(running.engine.drain(two.get(0)).get(60, TimeUnit.SECONDS)).isTrue();
            running.awaitGone(two.get(0));
            List<WorkerId> next = running.awaitSlots(2);
            assertThat(next).contains(two.get(1)).doesNotContain(two.get(0));
            assertThat(running.engine.kill(two.get(1)).get(60, TimeUnit.SECONDS)).isTrue();
            running.awaitGone(two.get(1));
            assertThat(running.engine.kill(two.get(0)).get(60, TimeUnit.SECONDS)).isFalse();
        }
    }

    private RunningEngine engine(int workers, int spares, MemoryLimit memory) {
        return new RunningEngine(FleetConfig.of(workers).withSpares(spares), memory, folder);
    }

    private static MemoryLimit limit(long mebibytes) {
        return MemoryLimit.of(
                OptionalLong.of(mebibytes * MEBIBYTE), 1, 64, MemoryLimit.readHostBytes());
    }

    private static DeathCause causeOf(RunningEngine running, int task, String harm)
            throws InterruptedException {
        running.start(running.awaitSlots(1).get(0), task, harm);
        return running.awaitEnd(task).death().cause();
    }

    private static void cancel(
            RunningEngine running, int task, StopReason reason, long killGraceNanos) {
        running.onLoop(
                () ->
                        running.engine.cancelAttempt(
                                RunningEngine.attempt(task), reason, killGraceNanos));
    }

    private static boolean isSleep(ProcessHandle process, String seconds) {
        return process.info()
                .arguments()
                .filter(arguments -> List.of(arguments).contains(seconds))
                .isPresent();
    }
}
