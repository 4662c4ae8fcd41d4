package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.TaskId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.SlotOffer;
import dev.forkyard.coordinator.schedule.StopReason;
import java.util.ArrayList;
import java.util.List;

/** A fleet and its story, with the time in milliseconds. Confined to one thread. */
final class FleetScript {
    static final long MILLI = 1_000_000;
    static final WorkerId W1 = new WorkerId(1);
    static final WorkerId W2 = new WorkerId(2);
    static final WorkerId W3 = new WorkerId(3);
    static final WorkerId W4 = new WorkerId(4);
    static final WorkerExit KILLED = new WorkerExit(137, "");
    static final WorkerExit CRASHED = new WorkerExit(139, "");
    static final WorkerExit LEFT = new WorkerExit(0, "");
    static final WorkerExit FAILED = new WorkerExit(1, "no such class");

    final Fleet fleet;
    private final List<FleetCommand> seen = new ArrayList<>();
    private List<SlotOffer> open = List.of();
    private long nowNanos;

    FleetScript(FleetConfig config) {
        this.fleet = new Fleet(config);
        tick();
    }

    static AttemptId attempt(int task) {
        return new AttemptId(new TaskId(new JobId("j"), task), 1);
    }

    long now() {
        return nowNanos;
    }

    /** Lets time pass in the ticks of the loop. */
    FleetScript pass(long millis) {
        long until = nowNanos + millis * MILLI;
        while (nowNanos < until) {
            nowNanos = Math.min(until, nowNanos + 25 * MILLI);
            tick();
        }
        return this;
    }

    /** Lets time pass while the loop does nothing. */
    FleetScript hang(long millis) {
        nowNanos += millis * MILLI;
        tick();
        return this;
    }

    FleetScript ready(WorkerId... workers) {
        for (WorkerId worker : workers) {
            fleet.registered(worker, nowNanos);
            look();
        }
        return this;
    }

    /** All workers but these give a sign of life. */
    FleetScript beatBut(WorkerId... silent) {
        for (Member member : fleet.members()) {
            if (!List.of(silent).contains(member.id)) {
                fleet.heard(member.id, nowNanos);
            }
        }
        return this;
    }

    FleetScript give(WorkerId worker, int... tasks) {
        for (int task : tasks) {
            fleet.attempts().given(worker, attempt(task), nowNanos);
            look();
        }
        return this;
    }

    FleetScript over(WorkerId worker, int task) {
        fleet.attempts().over(worker, attempt(task), nowNanos);
        look();
        return this;
    }

    FleetScript stop(WorkerId worker, int task, StopReason reason, long graceMillis) {
        fleet.attempts().stopped(worker, attempt(task), reason, graceMillis * MILLI, nowNanos);
        look();
        return this;
    }

    FleetScript exit(WorkerId worker, WorkerExit exit) {
        fleet.exited(worker, exit, nowNanos);
        look();
        return this;
    }

    FleetScript tick() {
        fleet.timePassed(nowNanos);
        look();
        return this;
    }

    /** Takes note of what the fleet wants. */
    void look() {
        for (FleetCommand command : fleet.takeCommands()) {
            seen.add(command);
            if (command instanceof FleetCommand.AnnounceSlots slots) {
                open = slots.open();
            }
        }
    }

    /** What was wanted since the last call. */
    List<FleetCommand> took() {
        List<FleetCommand> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    /** Who is offered. */
    List<WorkerId> open() {
        return open.stream().map(SlotOffer::worker).toList();
    }

    List<SlotOffer> offers() {
        return open;
    }

    /** How the attempts ended that ended with their workers, since the last {@link #took}. */
    List<AttemptOutcome> ends() {
        return seen.stream()
                .filter(FleetCommand.EndAttempt.class::isInstance)
                .map(command -> ((FleetCommand.EndAttempt) command).outcome())
                .toList();
    }

    AttemptOutcome.WorkerEnded death() {
        return (AttemptOutcome.WorkerEnded) ends().get(0);
    }
}
