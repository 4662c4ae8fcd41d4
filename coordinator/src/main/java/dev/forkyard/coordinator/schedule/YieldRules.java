package dev.forkyard.coordinator.schedule;

import java.util.List;
import java.util.Optional;

/**
 * The rules by which a running attempt is asked to return its finished prefix early: for a job of a
 * higher priority at once, for one of its own priority after the configured patience, and at the
 * tail for a worker that has nothing else to do. Confined to the loop thread.
 */
final class YieldRules {
    /** A rest that takes less than this is not worth splitting, in nanoseconds: 100 ms. */
    private static final double SPLIT_NANOS = 100e6;

    /** Who gives way, first to last. */
    private static final List<Priority> LOWEST_FIRST = List.of(Priority.LOW, Priority.NORMAL);

    private final SchedulerState state;

    YieldRules(SchedulerState state) {
        this.state = state;
    }

    /**
     * After each event: waiting jobs of higher priority get slots of lower ones, the lowest first.
     * A slot that takes no more is left alone, since nobody could use it.
     */
    void preempt() {
        for (Priority lower : LOWEST_FIRST) {
            int wanted = state.ready.countAbove(lower) - state.yieldsUnderWay;
            if (wanted <= 0 || state.inHandByPriority[lower.level()] == 0) {
                continue;
            }
            for (SlotState slot : state.slots.values()) {
                Lease lease = slot.inHand.peekFirst();
                if (lease != null
                        && slot.open
                        && lease.job.priority == lower
                        && canYield(lease)
                        && wanted > (isAged(lease.job) ? 1 : 0)) {
                    ask(lease);
                    wanted--;
                }
            }
        }
    }

    /** On each tick: long tasks make room for jobs of the same priority. */
    void takeTurns(long nowNanos) {
        if (state.ready.isEmpty()) {
            return;
        }
        for (SlotState slot : state.slots.values()) {
            Lease lease = slot.inHand.peekFirst();
            if (lease != null
                    && canYield(lease)
                    && nowNanos - lease.assignedNanos > state.config.patienceNanos()
                    && othersWait(lease.job)) {
                ask(lease);
            }
        }
    }

    /** On each tick: idle workers get a share of the longest task that is still running. */
    void splitTail(long nowNanos) {
        if (!state.ready.isEmpty() || state.draining) {
            return;
        }
        int idle = state.idle.size() - state.yieldsUnderWay;
        while (idle > 0) {
            Optional<Lease> longest = longestSplittable(nowNanos);
            if (longest.isEmpty()) {
                return;
            }
            ask(longest.get());
            idle--;
        }
    }

    /** Asks an attempt to return its prefix, once. */
    void ask(Lease lease) {
        if (!lease.yieldAsked) {
            lease.yieldAsked = true;
            state.yieldsUnderWay++;
            state.emit(new Command.YieldAttempt(lease.id));
        }
    }

    private boolean othersWait(LiveJob job) {
        int ready = state.ready.countAbove(job.priority) + state.ready.countAt(job.priority);
        return ready > (job.readyKey == null ? 0 : 1);
    }

    /**
     * Whether the job is one of those that wait ahead of its priority: it must not preempt itself.
     */
    private static boolean isAged(LiveJob job) {
        return job.readyKey != null && job.readyKey.level() < job.priority.level();
    }

    private static boolean canYield(Lease lease) {
        return !lease.yieldAsked && !lease.cancelAsked;
    }

    private Optional<Lease> longestSplittable(long nowNanos) {
        Lease longest = null;
        double most = SPLIT_NANOS;
        for (SlotState slot : state.slots.values()) {
            Lease lease = slot.inHand.peekFirst();
            if (lease == null || !canYield(lease)) {
                continue;
            }
            double remaining = lease.remainingNanos(nowNanos);
            boolean divisible =
                    Long.compareUnsigned(
                                    lease.part().end() - lease.finishedTo,
                                    lease.stage.shape.smallestPart())
                            > 0;
            if (divisible && remaining > most + 2 * lease.stage.shape.attemptNanos()) {
                longest = lease;
                most = remaining;
            }
        }
        return Optional.ofNullable(longest);
    }
}
