package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.AttemptOrder;
import dev.forkyard.coordinator.engine.Engine;
import dev.forkyard.coordinator.engine.EngineCapabilities;
import dev.forkyard.coordinator.engine.EngineEvents;
import dev.forkyard.coordinator.engine.EngineSnapshot;
import dev.forkyard.coordinator.engine.WorkerAdmin;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.fleet.Fleet;
import dev.forkyard.coordinator.fleet.FleetConfig;
import dev.forkyard.coordinator.fleet.FleetView;
import dev.forkyard.coordinator.fleet.MemoryLimit;
import dev.forkyard.coordinator.fleet.MemoryWatch;
import dev.forkyard.coordinator.fleet.RunMark;
import dev.forkyard.coordinator.fleet.WorkerProcess;
import dev.forkyard.coordinator.loop.Loop;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.coordinator.schedule.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes attempts in worker JVMs forked on this machine. Confined to the loop thread, but for
 * {@link #snapshot}, {@link #close}, {@link WorkerAdmin} and what other threads report, which is
 * passed to the loop as messages.
 */
public final class LocalEngine implements Engine, WorkerAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEngine.class);

    private final FleetConfig config;
    private final Fleet fleet;
    private final WorkerTable table = new WorkerTable();
    private final LinkWarmUp warmUp = new LinkWarmUp();
    private final LinkOutbox outbox = new LinkOutbox();
    private final WorkerStarts starts;
    private final MemoryWatch watch;
    private final Alarm alarm;
    private final FleetOrders orders;
    private final Turns turns;
    private final LinkServer server;
    private final WorkerForks forks;
    private final WorkerAdmin admin;
    private final CompletableFuture<Optional<String>> refusal = new CompletableFuture<>();
    private volatile EngineSnapshot snapshot;

    /**
     * Makes an engine; {@link #open} forks its workers.
     *
     * @param mark tells the processes of this run from those of others
     */
    public LocalEngine(
            Loop loop,
            LinkThreads threads,
            FleetConfig config,
            MemoryLimit memory,
            WorkerStarts starts,
            RunMark mark,
            EventLog log) {
        this.config = config;
        this.starts = starts;
        this.fleet = new Fleet(config);
        this.snapshot =
                new EngineSnapshot(List.of(), config.workers(), config.spares(), 0, List.of());
        this.watch = new MemoryWatch(memory, new FromWatch());
        this.alarm = new Alarm(loop, this::tick);
        this.orders = new FleetOrders(fleet, table, watch, alarm, warmUp, this::fork, log);
        this.turns = new Turns(loop, fleet, orders);
        this.server =
                new LinkServer(
                        new LinkReports(
                                fleet, table, orders, turns, warmUp, starts, this::joined, log),
                        outbox,
                        threads);
        this.forks = new WorkerForks(fleet, table, turns, starts, server, mark, watch, log);
        this.admin = new LocalWorkerAdmin(fleet, table, turns, config.spares(), memory);
    }

    @Override
    public EngineCapabilities capabilities() {
        return new EngineCapabilities(Duration.ofMillis(10), true, true);
    }

    @Override
    public void open(EngineEvents engineEvents) {
        orders.reportTo(engineEvents);
        turns.post(this::tick);
    }

    /** Called several times a second on the loop thread. */
    public void tick(long nowNanos) {
        turns.timePassed(nowNanos);
        if (turns.takeChanged()) {
            snapshot = FleetView.of(fleet, table.processes());
        }
    }

    @Override
    public void startAttempt(AttemptOrder order) {
        turns.changed();
        warmUp.stop(order.slot());
        if (fleet.attempts().given(order.slot(), order.attempt(), System.nanoTime())) {
            fleet.warmUps().serves(order.slot(), order.type(), System.nanoTime());
            table.placed(order.attempt(), order.slot(), order.type());
            table.link(order.slot()).ifPresent(link -> link.send(LinkMessages.assign(order)));
        }
        turns.carryOutSoon();
    }

    @Override
    public void cancelAttempt(AttemptId attempt, StopReason reason, long killGraceNanos) {
        Optional<WorkerLink> link = table.placeOf(attempt).flatMap(table::link);
        long now = System.nanoTime();
        if (link.isPresent()
                && fleet.attempts()
                        .stopped(link.get().worker(), attempt, reason, killGraceNanos, now)) {
            link.get().send(LinkMessages.cancel(attempt));
        }
        turns.carryOutSoon();
    }

    @Override
    public void yieldAttempt(AttemptId attempt) {
        table.placeOf(attempt)
                .flatMap(table::link)
                .ifPresent(link -> link.send(LinkMessages.askToYield(attempt)));
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    @Override
    public EngineSnapshot snapshot() {
        return snapshot;
    }

    /**
     * Why nobody can work with these workers, for all that was configured; completes once a first
     * worker was measured. Thread-safe.
     */
    public CompletableFuture<Optional<String>> refusal() {
        return refusal;
    }

    @Override
    public CompletableFuture<Boolean> kill(WorkerId worker) {
        return admin.kill(worker);
    }

    @Override
    public CompletableFuture<Boolean> drain(WorkerId worker) {
        return admin.drain(worker);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the number is out of its range, or if so many workers at
     *     their memory limit would have more than the host
     */
    @Override
    public CompletableFuture<Integer> resize(int workers) {
        return admin.resize(workers);
    }

    @Override
    public Optional<WorkerOutput> output(WorkerId worker) {
        return admin.output(worker);
    }

    @Override
    public void close() {
        CountDownLatch allGone = turns.stop();
        try {
            if (!allGone.await(config.leaveGraceNanos() * 2, TimeUnit.NANOSECONDS)) {
                LOG.warn("workers are still there and are killed: {}", table.processes().keySet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        table.processes().values().forEach(WorkerProcess::kill);
        alarm.close();
        starts.close();
        server.close();
        forks.close();
        watch.close();
    }

    private void fork(WorkerId worker) {
        forks.fork(worker);
    }

    private void joined(WorkerId worker) {
        if (!refusal.isDone()) {
            watch.measureIdle(worker);
        }
    }

    /** What the watch on the workers' memory reports, on its thread. */
    private final class FromWatch implements MemoryWatch.Reports {
        @Override
        public void overMemory(WorkerId worker, String why) {
            turns.post(at -> fleet.overMemory(worker, why, at));
        }

        @Override
        public void inspected(WorkerId worker, char processState, long cpuTicks) {
            turns.post(at -> fleet.inspected(worker, processState, cpuTicks, at));
        }

        @Override
        public void measured(Optional<String> why) {
            refusal.complete(why);
        }
    }
}
