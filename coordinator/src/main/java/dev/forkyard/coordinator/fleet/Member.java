package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerSnapshot;
import dev.forkyard.coordinator.schedule.DeathCause;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One worker from the decision to fork it to its exit. Confined to the loop thread. */
final class Member {
    /** A member's life. */
    enum Phase {
        /** To be forked, or forked and not registered. */
        STARTING,
        /** Can execute. */
        READY,
        /** Told to leave. */
        LEAVING,
        /** To be killed once it was looked at. */
        CONDEMNED,
        /** Killed. */
        KILLED
    }

    /**
     * Why we kill it. Immutable.
     *
     * @param cause for the attempts in its hands
     */
    record Sentence(DeathCause cause, String why) {}

    /** No deadline is set. */
    static final long NEVER = Long.MAX_VALUE;

    final WorkerId id;

    /** Attempts in its hands, and until when each may go on. */
    final Map<AttemptId, Grace> inHand = new LinkedHashMap<>();

    /** Those that went on for longer. */
    final Set<AttemptId> overdue = new LinkedHashSet<>();

    Phase phase = Phase.STARTING;

    /** When it is killed, or looked at otherwise, unless it got further. */
    long deadlineNanos;

    /** When it will have been condemned for as long as it may be looked at. */
    long killNanos = NEVER;

    @Nullable Sentence sentence;
    boolean registered;

    /** Whether the core may hand it attempts; of those that are ready the others are spares. */
    boolean offered;

    /** Since when it is offered, NEVER before. */
    long servingSinceNanos = NEVER;

    /** Whether it leaves because it served enough: what it still has takes a worker's place. */
    boolean recycled;

    /** Whether it was let go before it was ready. */
    boolean dismissed;

    /** How many attempts it was ever given. */
    int given;

    long tasksFinished;

    /** Whether it was asked what its threads do, because an attempt's grace was half over. */
    boolean dumpAsked;

    /** Whether it said so. */
    boolean dumped;

    /** When it last gave a sign of life. */
    long heardNanos;

    /** When the kernel was last asked about it since then. */
    long inspectedNanos = NEVER;

    /** What the kernel said of its CPU time, −1 if it was not asked since the last sign of life. */
    long cpuTicks = -1;

    /** What it knows by having executed it. */
    final Warmth warmth = new Warmth();

    Member(WorkerId id, long deadlineNanos) {
        this.id = id;
        this.deadlineNanos = deadlineNanos;
    }

    boolean isReady() {
        return phase == Phase.READY;
    }

    boolean isIdle() {
        return inHand.isEmpty();
    }

    /** Whether it is there to stay. */
    boolean isOfUse() {
        return phase == Phase.STARTING || phase == Phase.READY;
    }

    /** Whether its end is decided. */
    boolean isDoomed() {
        return phase == Phase.CONDEMNED || phase == Phase.KILLED;
    }

    /** Whether it finishes its last attempts in a place that its successor waits for. */
    boolean takesPlaceWhileLeaving() {
        return phase == Phase.LEAVING && recycled && !isIdle();
    }

    /** It has this long to leave, or less if that was said before. */
    void leaveUntil(long untilNanos) {
        deadlineNanos = Math.min(deadlineNanos, untilNanos);
    }

    /** One of its attempts ended by its own word: what was said of its threads is old. */
    void forgetDump() {
        dumpAsked = false;
        dumped = false;
    }

    /** It gave a sign of life, or may have. */
    void heard(long nowNanos) {
        heardNanos = nowNanos;
        inspectedNanos = NEVER;
        cpuTicks = -1;
    }

    WorkerSnapshot.State state() {
        return switch (phase) {
            case STARTING -> WorkerSnapshot.State.STARTING;
            case READY ->
                    !isIdle()
                            ? WorkerSnapshot.State.BUSY
                            : offered ? WorkerSnapshot.State.IDLE : WorkerSnapshot.State.SPARE;
            case LEAVING ->
                    isIdle() ? WorkerSnapshot.State.STOPPING : WorkerSnapshot.State.DRAINING;
            case CONDEMNED, KILLED -> WorkerSnapshot.State.STOPPING;
        };
    }
}
