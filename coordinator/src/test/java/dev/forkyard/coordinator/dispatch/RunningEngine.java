package dev.forkyard.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.coordinator.engine.AttemptOrder;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.engine.EngineEvents;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.fleet.FleetConfig;
import dev.forkyard.coordinator.fleet.MemoryLimit;
import dev.forkyard.coordinator.fleet.RunMark;
import dev.forkyard.coordinator.fleet.WorkerLaunch;
import dev.forkyard.coordinator.loop.Loop;
import dev.forkyard.coordinator.loop.LoopHooks;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.SlotOffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A local engine with real workers, whose core is the test. Closing it proves that none is left.
 */
final class RunningEngine implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    private static final UnsignedRange PART = new UnsignedRange(0, 10);

    /** What the engine said. */
    sealed interface Said {
        record Slots(List<WorkerId> open) implements Said {}

        record Started(AttemptId attempt) implements Said {}

        record Ended(AttemptId attempt, AttemptOutcome outcome, Optional<Autopsy> autopsy)
                implements Said {
            AttemptOutcome.WorkerEnded death() {
                return (AttemptOutcome.WorkerEnded) outcome;
            }
        }
    }

    final LocalEngine engine;
    private final LinkThreads threads;
    private final Loop loop;
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private volatile List<WorkerId> open = List.of();

    RunningEngine(FleetConfig config, MemoryLimit memory, Path folder) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        WorkerLaunch launch =
                new WorkerLaunch(java, System.getProperty("java.class.path"), 64, folder);
        LocalEngine[] made = new LocalEngine[1];
        threads = LinkThreads.of(config.workers());
        loop =
                new Loop(
                        threads.loop(),
                        new LoopHooks() {
                            @Override
                            public void tick(long nowNanos) {
                                made[0].tick(nowNanos);
                            }

                            @Override
                            public void afterTurn(long nowNanos) {
                                made[0].flush();
                            }

                            @Override
                            public void broken(Throwable cause) {}
                        });
        engine =
                new LocalEngine(
                        loop,
                        threads,
                        config,
                        memory,
                        new WorkerStarts(launch, false),
                        RunMark.of(Optional.of(folder)),
                        EventLog.none());
        made[0] = engine;
        loop.start();
        engine.open(new Ears());
    }

    /** Waits until so many slots are offered. */
    List<WorkerId> awaitSlots(int count) throws InterruptedException {
        if (open.size() != count) {
            await(Said.Slots.class, slots -> slots.open().size() == count);
        }
        return open;
    }

    /** Waits until only other slots are offered. */
    void awaitGone(WorkerId worker) throws InterruptedException {
        if (open.contains(worker)) {
            await(Said.Slots.class, slots -> !slots.open().contains(worker));
        }
    }

    /** Waits until a worker has printed something. */
    void awaitOutput(WorkerId worker) throws Exception {
        CompletableFuture<Void> printed = new CompletableFuture<>();
        WorkerOutput output = engine.output(worker).orElseThrow();
        Runnable told =
                () -> {
                    if (output.read(WorkerOutput.Stream.STDOUT, 0, 1).bytes().length > 0) {
                        printed.complete(null);
                    }
                };
        Runnable noMore = output.whenMore(told);
        told.run();
        printed.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        noMore.run();
    }

    static AttemptId attempt(int task) {
        return new AttemptId(new TaskId(new JobId("j"), task), 1);
    }

    void start(WorkerId worker, int task, String harm) {
        loop.post(
                at ->
                        engine.startAttempt(
                                new AttemptOrder(
                                        attempt(task),
                                        worker,
                                        UnrulyJob.ID,
                                        0,
                                        harm.getBytes(StandardCharsets.UTF_8),
                                        PART)));
    }

    void onLoop(Runnable work) {
        loop.post(at -> work.run());
    }

    Said.Started awaitStart(int task) throws InterruptedException {
        return await(Said.Started.class, started -> started.attempt().equals(attempt(task)));
    }

    Said.Ended awaitEnd(int task) throws InterruptedException {
        return await(Said.Ended.class, ended -> ended.attempt().equals(attempt(task)));
    }

    private <T extends Said> T await(Class<T> kind, Predicate<T> which)
            throws InterruptedException {
        while (true) {
            Said next = said.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("%s within %d s", kind, DEADLINE_SECONDS).isNotNull();
            if (kind.isInstance(next) && which.test(kind.cast(next))) {
                return kind.cast(next);
            }
        }
    }

    @Override
    public void close() {
        List<Long> pids = engine.snapshot().workers().stream().map(w -> w.pid()).toList();
        engine.close();
        loop.close();
        threads.close();
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    private final class Ears implements EngineEvents {
        @Override
        public void slotsChanged(List<SlotOffer> offers, Optional<String> unavailable) {
            open = offers.stream().map(SlotOffer::worker).toList();
            said.add(new Said.Slots(open));
        }

        @Override
        public void attemptStarted(AttemptId attempt) {
            said.add(new Said.Started(attempt));
        }

        @Override
        public void attemptProgressed(AttemptId attempt, long finishedTo) {}

        @Override
        public void attemptWorked(AttemptId attempt, long pid, long cpuNanos) {}

        @Override
        public void attemptEnded(
                AttemptId attempt,
                AttemptOutcome outcome,
                byte[] payload,
                Optional<Autopsy> autopsy) {
            said.add(new Said.Ended(attempt, outcome, autopsy));
        }
    }
}
