package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.AttemptOrder;
import dev.forkyard.coordinator.engine.Engine;
import dev.forkyard.coordinator.engine.EngineCapabilities;
import dev.forkyard.coordinator.engine.EngineEvents;
import dev.forkyard.coordinator.engine.EngineSnapshot;
import dev.forkyard.coordinator.fleet.Fleet;
import dev.forkyard.coordinator.fleet.FleetCommand;
import dev.forkyard.coordinator.fleet.FleetConfig;
import dev.forkyard.coordinator.fleet.FleetView;
import dev.forkyard.coordinator.fleet.Forker;
import dev.forkyard.coordinator.fleet.WorkerExit;
import dev.forkyard.coordinator.fleet.WorkerProcess;
import dev.forkyard.coordinator.loop.Loop;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.coordinator.schedule.StopReason;
import dev.forkyard.proto.worker.v1.ConnectRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes attempts in worker JVMs forked on this machine. Confined to the loop thread, but for
 * {@link #snapshot}, {@link #close} and what netty and the forking thread report, which is passed
 * to the loop as messages.
 */
public final class LocalEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEngine.class);
    private static final byte[] NOTHING = {};

    private final Loop loop;
    private final Fleet fleet;
    private final FleetConfig config;
    private final WorkerStarts starts;
    private final EventLog log;
    private final Forker forker = new Forker();
    private final LinkServer server = new LinkServer(new FromLinks());
    private final Map<WorkerId, WorkerProcess> processes = new ConcurrentHashMap<>();
    private final Map<WorkerId, WorkerLink> links = new HashMap<>();
    private final Map<AttemptId, WorkerId> places = new HashMap<>();
    private final LinkWarmUp warmUp = new LinkWarmUp();
    private final CountDownLatch allGone = new CountDownLatch(1);
    private @Nullable EngineEvents events;
    private boolean stopping;
    private boolean viewIsStale = true;
    private volatile EngineSnapshot snapshot;

    /** Makes an engine; {@link #open} forks its workers. */
    public LocalEngine(Loop loop, FleetConfig config, WorkerStarts starts, EventLog log) {
        this.loop = loop;
        this.config = config;
        this.fleet = new Fleet(config);
        this.starts = starts;
        this.log = log;
        this.snapshot = new EngineSnapshot(List.of(), config.workers(), 0, List.of());
    }

    @Override
    public EngineCapabilities capabilities() {
        return new EngineCapabilities(Duration.ofMillis(10), true, true);
    }

    @Override
    public void open(EngineEvents engineEvents) {
        this.events = engineEvents;
        loop.post(this::tick);
    }

    /** Called several times a second on the loop thread. */
    public void tick(long nowNanos) {
        fleet.timePassed(nowNanos);
        runCommands(nowNanos);
        if (viewIsStale) {
            viewIsStale = false;
            snapshot = FleetView.of(fleet, processes);
        }
    }

    @Override
    public void startAttempt(AttemptOrder order) {
        viewIsStale = true;
        warmUp.stop(order.slot());
        WorkerLink link = links.get(order.slot());
        if (fleet.attemptGiven(order.slot(), order.attempt()) && link != null) {
            places.put(order.attempt(), order.slot());
            link.send(LinkMessages.assign(order));
        } else {
            // Later, because the core is in the middle of its commands.
            loop.post(this::runCommands);
        }
    }

    @Override
    public void cancelAttempt(AttemptId attempt, StopReason reason, long killGraceNanos) {
        WorkerId worker = places.get(attempt);
        WorkerLink link = worker == null ? null : links.get(worker);
        if (worker != null && link != null) {
            fleet.cancelSent(worker, attempt, killGraceNanos, System.nanoTime());
            link.send(LinkMessages.cancel(attempt));
        }
    }

    @Override
    public void yieldAttempt(AttemptId attempt) {
        WorkerId worker = places.get(attempt);
        WorkerLink link = worker == null ? null : links.get(worker);
        if (link != null) {
            link.send(LinkMessages.askToYield(attempt));
        }
    }

    @Override
    public EngineSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public void close() {
        loop.post(
                nowNanos -> {
                    stopping = true;
                    fleet.stopAll(nowNanos);
                    runCommands(nowNanos);
                });
        try {
            if (!allGone.await(config.killGraceNanos() * 2, TimeUnit.NANOSECONDS)) {
                LOG.warn("workers are still there and are killed: {}", processes.keySet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        processes.values().forEach(WorkerProcess::kill);
        starts.close();
        server.close();
        forker.close();
    }

    private EngineEvents events() {
        if (events == null) {
            throw new IllegalStateException("the engine is not open");
        }
        return events;
    }

    private void runCommands(long nowNanos) {
        List<FleetCommand> commands = fleet.takeCommands();
        for (FleetCommand command : commands) {
            viewIsStale = true;
            run(command, nowNanos);
        }
        if (stopping && fleet.isEmpty()) {
            allGone.countDown();
        }
    }

    private void run(FleetCommand command, long nowNanos) {
        if (command instanceof FleetCommand.ForkWorker fork) {
            fork(fork.worker());
        } else if (command instanceof FleetCommand.KillWorker kill) {
            log.note(nowNanos, "worker_killed", "worker", kill.worker(), "why", kill.why());
            WorkerProcess process = processes.get(kill.worker());
            if (process != null) {
                process.kill();
            }
        } else if (command instanceof FleetCommand.DrainWorker drain) {
            WorkerLink link = links.get(drain.worker());
            if (link != null) {
                link.send(LinkMessages.drain());
            }
        } else if (command instanceof FleetCommand.AnnounceSlots slots) {
            events().slotsChanged(slots.open(), slots.unavailable());
        } else if (command instanceof FleetCommand.EndAttempt end) {
            places.remove(end.attempt());
            events().attemptEnded(end.attempt(), end.outcome(), NOTHING, Optional.empty());
        }
    }

    private void fork(WorkerId worker) {
        forker.fork(
                worker,
                () -> starts.command(worker, server.address()),
                () -> server.newToken(worker),
                new Forker.Done() {
                    @Override
                    public void forked(WorkerProcess process) {
                        processes.put(worker, process);
                        process.onExit().thenAccept(exit -> exited(process, exit));
                        loop.post(at -> afterFork(process, at));
                    }

                    @Override
                    public void failed(String why) {
                        loop.post(
                                at -> {
                                    server.forget(worker);
                                    fleet.forkFailed(worker, why, at);
                                    runCommands(at);
                                });
                    }
                });
    }

    private void afterFork(WorkerProcess process, long nowNanos) {
        viewIsStale = true;
        log.note(nowNanos, "worker_forked", "worker", process.id(), "pid", process.pid());
        if (!fleet.wants(process.id())) {
            // It was given up between the order to fork it and its birth.
            process.kill();
        }
    }

    private void exited(WorkerProcess process, WorkerExit exit) {
        loop.post(
                at -> {
                    WorkerId worker = process.id();
                    log.note(at, "worker_exited", "worker", worker, "how", exit.describe());
                    processes.remove(worker);
                    links.remove(worker);
                    warmUp.stop(worker);
                    server.forget(worker);
                    fleet.exited(worker, exit, at);
                    viewIsStale = true;
                    runCommands(at);
                });
    }

    private void onMessage(WorkerId worker, ConnectRequest message, long nowNanos) {
        switch (message.getMessageCase()) {
            case STARTED -> {
                AttemptId attempt = LinkMessages.attempt(message.getStarted().getAttempt());
                if (fleet.holds(worker, attempt)) {
                    events().attemptStarted(attempt);
                }
            }
            case PROGRESS -> {
                AttemptId attempt = LinkMessages.attempt(message.getProgress().getAttempt());
                if (fleet.holds(worker, attempt)) {
                    events().attemptProgressed(attempt, message.getProgress().getFinishedTo());
                }
            }
            case ENDED -> {
                AttemptId attempt = LinkMessages.attempt(message.getEnded().getAttempt());
                WorkerLink link = links.get(worker);
                if (LinkWarmUp.owns(attempt) && link != null) {
                    warmUp.ended(link);
                    return;
                }
                // The fence: an attempt that is no longer in this worker's hands has no effect.
                if (fleet.attemptOver(worker, attempt)) {
                    viewIsStale = true;
                    places.remove(attempt);
                    events().attemptEnded(
                                    attempt,
                                    LinkMessages.outcome(worker, message.getEnded()),
                                    message.getEnded().getSucceeded().getPayload().toByteArray(),
                                    Optional.empty());
                }
            }
            case HEARTBEAT -> LOG.trace("{} is alive", worker);
            case REGISTER, THREAD_DUMP, MESSAGE_NOT_SET -> {
                fleet.misbehaved(worker, "it broke the protocol of the link", nowNanos);
                runCommands(nowNanos);
            }
        }
    }

    private final class FromLinks implements LinkEvents {
        @Override
        public void registered(WorkerLink link) {
            loop.post(
                    at -> {
                        log.note(at, "worker_registered", "worker", link.worker());
                        links.put(link.worker(), link);
                        fleet.registered(link.worker(), at);
                        if (starts.isLongLived()) {
                            warmUp.begin(link);
                        }
                        runCommands(at);
                        starts.workerRegistered();
                    });
        }

        @Override
        public void received(WorkerId worker, ConnectRequest message) {
            loop.post(at -> onMessage(worker, message, at));
        }

        @Override
        public void closed(WorkerId worker) {
            loop.post(
                    at -> {
                        fleet.linkLost(worker, at);
                        runCommands(at);
                    });
        }
    }
}
