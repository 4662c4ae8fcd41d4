package dev.forkyard.coordinator.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /** A running attempt and how long it will take yet. */
    private record Remaining(Lease lease, double nanos) {}

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

    /** On each tick: idle workers get shares of the longest tasks that are still running. */
    void splitTail(long nowNanos) {
        if (!state.ready.isEmpty() || state.draining) {
            return;
        }
        int wanted = state.idle.size() - state.yieldsUnderWay;
        if (wanted <= 0) {
            return;
        }
        List<Remaining> splittable = new ArrayList<>();
        for (SlotState slot : state.slots.values()) {
            Lease lease = slot.inHand.peekFirst();
            if (lease != null && canYield(lease) && isDivisible(lease)) {
                double nanos = lease.remainingNanos(nowNanos);
                if (nanos > SPLIT_NANOS + 2 * lease.stage.shape.attemptNanos()) {
                    splittable.add(new Remaining(lease, nanos));
                }
            }
        }
        // Stable, so that equal ones are asked in the order of their slots.
        splittable.sort(Comparator.comparingDouble(Remaining::nanos).reversed());
        splittable.stream().limit(wanted).forEach(longest -> ask(longest.lease()));
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

    private static boolean isDivisible(Lease lease) {
        long rest = lease.part().end() - lease.finishedTo;
        return Long.compareUnsigned(rest, lease.stage.shape.smallestPart()) > 0;
    }
}
