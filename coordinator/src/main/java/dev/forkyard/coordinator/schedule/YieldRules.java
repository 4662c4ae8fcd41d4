package dev.forkyard.coordinator.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * The rules by which a running attempt is asked to return its finished prefix early: for a job of a
 * higher priority at once, for one of its own priority after the configured patience, and at the
 * tail for a worker that has nothing else to do. Confined to the loop thread.
 */
final class YieldRules {
    /** A rest that takes less than this is not worth splitting, in nanoseconds: 100 ms. */
    private static final double SPLIT_NANOS = 100e6;

    /** Of how many attempts is asked after an event that is no tick whether they can give way. */
    static final int LOOKS = 64;

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
     *
     * @param looks how many attempts of each priority are looked at
     */
    void preempt(int looks) {
        for (Priority lower : LOWEST_FIRST) {
            Chain<SlotState> running = state.yieldable.get(lower.level());
            int wanted = state.ready.countAbove(lower) - state.yieldsUnderWay;
            if (wanted <= 0 || running.isEmpty()) {
                continue;
            }
            List<Lease> asked = new ArrayList<>();
            Iterator<SlotState> oldest = running.iterator();
            for (int look = 0; look < looks && wanted > 0 && oldest.hasNext(); look++) {
                Lease lease = oldest.next().yieldable();
                if (wanted > (isAged(lease.job) ? 1 : 0)) {
                    asked.add(lease);
                    wanted--;
                }
            }
            asked.forEach(this::ask);
        }
    }

    /**
     * Whether a tick may find something for these rules: there is another job to make room for, an
     * idle worker to share with, or an attempt that is about to end.
     */
    boolean mayBeDue() {
        boolean someIdle = !state.idle.isEmpty() && !state.inHand.isEmpty();
        return state.jobs.size() > 1 || someIdle || !state.ending.isEmpty();
    }

    /**
     * On each tick: as many tasks as jobs wait make room for jobs of the same priority, after the
     * patience, or after a usual part's time if another such is left of them.
     */
    void takeTurns(long nowNanos) {
        int wanted = state.ready.size() - state.yieldsUnderWay;
        List<Lease> asked = new ArrayList<>();
        for (Chain<SlotState> running : state.yieldable) {
            for (SlotState slot : running) {
                Lease lease = slot.yieldable();
                long age = nowNanos - lease.assignedNanos;
                if (wanted <= 0 || age <= state.config.targetNanos()) {
                    break;
                }
                boolean due = age > state.config.patienceNanos() || isWide(lease, age);
                boolean wants = wanted > (lease.job.readyKey == null ? 0 : 1);
                if (due && wants && othersWait(lease.job)) {
                    asked.add(lease);
                    wanted--;
                }
            }
        }
        asked.forEach(this::ask);
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
            Lease lease = slot.first();
            if (lease != null && lease.canYield() && isDivisible(lease)) {
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

    /** On each tick: what should have ended long ago counts as one that goes on. */
    void giveUpEnds(long nowNanos) {
        Lease oldest = state.ending.peekFirst();
        while (oldest != null && nowNanos - oldest.endingNanos > state.config.endingNanos()) {
            state.noLongerEnding(oldest);
            oldest = state.ending.peekFirst();
        }
    }

    /**
     * On each tick: what waits in a worker's hands behind an attempt that takes longer than it
     * seemed to goes to workers that have nothing else to do.
     */
    void freeWaiting(long nowNanos) {
        int wanted = state.ready.isEmpty() ? state.idle.size() - state.yieldsUnderWay : 0;
        List<Lease> stuck = new ArrayList<>();
        for (SlotState slot : wanted > 0 ? state.slots.values() : List.<SlotState>of()) {
            Lease first = slot.first();
            if (first == null || nowNanos - first.beganNanos() <= state.config.patienceNanos()) {
                continue;
            }
            for (Lease lease : slot.inHand()) {
                if (lease != first && lease.canYield() && stuck.size() < wanted) {
                    stuck.add(lease);
                }
            }
        }
        stuck.forEach(this::ask);
    }

    /** Asks an attempt to return its prefix, once, and none that was told to stop. */
    void ask(Lease lease) {
        if (lease.canYield()) {
            lease.yieldAsked = true;
            state.yieldsUnderWay++;
            state.slotChanged(lease.slot);
            state.emit(new Command.YieldAttempt(lease.id));
        }
    }

    /** Whether it was cut wide, while its job was alone, and a usual part of it is left. */
    private boolean isWide(Lease lease, long ageNanos) {
        double nanos = lease.part().widthAsDouble() * lease.stage.pace.unitNanos();
        return nanos > (double) ageNanos + state.config.targetNanos();
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

    private static boolean isDivisible(Lease lease) {
        long rest = lease.part().end() - lease.finishedTo;
        return Long.compareUnsigned(rest, lease.stage.shape.smallestPart()) > 0;
    }
}
