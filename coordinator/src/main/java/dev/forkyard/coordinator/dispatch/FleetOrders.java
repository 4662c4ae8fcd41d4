package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.Autopsy;
import dev.forkyard.coordinator.engine.EngineEvents;
import dev.forkyard.coordinator.fleet.Fleet;
import dev.forkyard.coordinator.fleet.FleetCommand;
import dev.forkyard.coordinator.fleet.MemoryWatch;
import dev.forkyard.coordinator.fleet.WorkerProcess;
import dev.forkyard.coordinator.observe.EventLog;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out what the fleet wants done. Confined to the loop thread. */
final class FleetOrders {
    private static final byte[] NOTHING = {};

    private final Fleet fleet;
    private final WorkerTable table;
    private final MemoryWatch watch;
    private final Alarm alarm;
    private final LinkWarmUp linkWarmUp;
    private final Consumer<WorkerId> fork;
    private final EventLog log;
    private @Nullable EngineEvents events;

    FleetOrders(
            Fleet fleet,
            WorkerTable table,
            MemoryWatch watch,
            Alarm alarm,
            LinkWarmUp linkWarmUp,
            Consumer<WorkerId> fork,
            EventLog log) {
        this.fleet = fleet;
        this.table = table;
        this.watch = watch;
        this.alarm = alarm;
        this.linkWarmUp = linkWarmUp;
        this.fork = fork;
        this.log = log;
    }

    void reportTo(EngineEvents engineEvents) {
        this.events = engineEvents;
    }

    EngineEvents events() {
        if (events == null) {
            throw new IllegalStateException("the engine is not open");
        }
        return events;
    }

    /** Carries out all that is wanted now; false if that was nothing. */
    boolean carryOut(long nowNanos) {
        boolean any = false;
        for (FleetCommand command : fleet.takeCommands()) {
            any = true;
            if (command instanceof FleetCommand.AnnounceSlots slots) {
                events().slotsChanged(slots.open(), slots.unavailable());
            } else if (command instanceof FleetCommand.EndAttempt end) {
                end(end);
            } else if (command instanceof FleetCommand.WakeAt wake) {
                alarm.wakeAt(wake.atNanos(), nowNanos);
            } else if (!warmUp(command)) {
                handle(command, nowNanos);
            }
        }
        return any;
    }

    /** What an idle worker does; false if it is something else. */
    private boolean warmUp(FleetCommand command) {
        if (command instanceof FleetCommand.WarmUp order) {
            table.link(order.worker()).ifPresent(link -> link.send(LinkMessages.warmUp(order)));
        } else if (command instanceof FleetCommand.StopWarmUp order) {
            table.link(order.worker()).ifPresent(link -> link.send(LinkMessages.stopWarmUp()));
        } else if (command instanceof FleetCommand.WarmUpLink order) {
            // Slots are announced first, so it may have tasks by now.
            if (fleet.warmUps().warmsLink(order.worker())) {
                table.link(order.worker()).ifPresent(linkWarmUp::begin);
            }
        } else {
            return false;
        }
        return true;
    }

    /** What concerns a process. */
    private void handle(FleetCommand command, long nowNanos) {
        if (command instanceof FleetCommand.ForkWorker order) {
            fork.accept(order.worker());
        } else if (command instanceof FleetCommand.DrainWorker order) {
            table.link(order.worker()).ifPresent(link -> link.send(LinkMessages.drain()));
        } else if (command instanceof FleetCommand.DumpThreads order) {
            log.note(nowNanos, "worker_looked_at", "worker", order.worker());
            watch.lookAgain(order.worker());
            table.link(order.worker()).ifPresent(link -> link.send(LinkMessages.dumpThreads()));
        } else if (command instanceof FleetCommand.QuitWorker order) {
            table.process(order.worker()).ifPresent(watch::makePrintThreads);
        } else if (command instanceof FleetCommand.InspectWorker order) {
            table.process(order.worker())
                    .ifPresent(process -> watch.inspect(process.id(), process.pid()));
        } else if (command instanceof FleetCommand.KillWorker order) {
            log.note(nowNanos, "worker_killed", "worker", order.worker(), "why", order.why());
            table.process(order.worker()).ifPresent(WorkerProcess::kill);
        }
    }

    private void end(FleetCommand.EndAttempt end) {
        String how =
                end.outcome() instanceof AttemptOutcome.WorkerEnded ended
                        ? ended.failure().message()
                        : "";
        Optional<Autopsy> autopsy = table.takeAway(end.attempt(), how);
        events().attemptEnded(end.attempt(), end.outcome(), NOTHING, autopsy);
    }
}
