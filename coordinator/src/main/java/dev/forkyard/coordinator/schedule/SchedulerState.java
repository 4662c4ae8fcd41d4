package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.JobId;
import dev.forkyard.common.id.WorkerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that the core knows. Confined to the loop thread. Tests check its invariants after each step.
 */
final class SchedulerState {
    final SchedulerConfig config;
    final Map<JobId, LiveJob> jobs = new LinkedHashMap<>();
    final TreeMap<WorkerId, SlotState> slots = new TreeMap<>();
    final Leases inHand = new Leases();
    final Leases accepting = new Leases();
    final ReadyQueue ready = new ReadyQueue();
    final Timers timers = new Timers();
    final TypePaces paces = new TypePaces();

    /** Open slots with nothing in hand, in order of worker. */
    final TreeMap<WorkerId, SlotState> idle = new TreeMap<>();

    /** Open slots whose tasks are tiny or about to end and that may get another one ahead. */
    final TreeMap<WorkerId, SlotState> hungry = new TreeMap<>();

    /**
     * By the level of the priority of the job that they work at, the open slots whose attempt can
     * be asked to yield, those first that have been at it longest.
     */
    final List<Chain<SlotState>> yieldable = List.of(new Chain<>(), new Chain<>(), new Chain<>());

    /** Attempts that are about to end, in the order in which that was noticed. */
    final Chain<Lease> ending = new Chain<>();

    final Set<JobId> changed = new LinkedHashSet<>();

    /** Whether the state of one of those is another one than was last seen. */
    boolean changedState;

    Optional<String> noWorkers = Optional.empty();
    boolean draining;
    int openSlots;

    /** Attempts that were asked to yield and have not ended. */
    int yieldsUnderWay;

    /** Messages about things long gone: normal, but worth counting. */
    long ignored;

    private long sequence;
    private List<Command> commands = new ArrayList<>();

    SchedulerState(SchedulerConfig config) {
        this.config = config;
    }

    void emit(Command command) {
        commands.add(command);
    }

    List<Command> takeCommands() {
        if (commands.isEmpty()) {
            return List.of();
        }
        List<Command> taken = commands;
        commands = new ArrayList<>();
        return taken;
    }

    long nextSequence() {
        return ++sequence;
    }

    /** Puts a job where its work and phase say it belongs. */
    void jobChanged(LiveJob job, long nowNanos) {
        boolean held = draining && !job.ephemeral;
        ready.update(job, job.hasWork() && !held, nowNanos);
        noteChanged(job);
    }

    /** Lets the job's next snapshot be taken. */
    void noteChanged(LiveJob job) {
        job.changed();
        changedState |= job.state() != job.shownState;
        if (!job.isInChanged) {
            job.isInChanged = true;
            changed.add(job.id);
        }
    }

    /** The engine's slots are now these. */
    void offered(List<SlotOffer> offers) {
        Map<WorkerId, Integer> tasksLeft = new LinkedHashMap<>();
        offers.forEach(offer -> tasksLeft.put(offer.worker(), offer.tasksLeft()));
        openSlots = 0;
        for (SlotState slot : List.copyOf(slots.values())) {
            Integer left = tasksLeft.remove(slot.worker);
            slot.named = left != null;
            slot.tasksLeft = left == null ? 0 : left;
            slot.open = slot.tasksLeft > 0 && !slot.retired;
            openSlots += slot.open ? 1 : 0;
            slotChanged(slot);
        }
        tasksLeft.forEach(
                (worker, left) -> {
                    SlotState slot = new SlotState(worker, left);
                    slots.put(worker, slot);
                    openSlots++;
                    slotChanged(slot);
                });
    }

    /** Hands nothing more to a slot, even before SlotsChanged says that its worker is gone. */
    void close(SlotState slot) {
        if (slot.open) {
            slot.open = false;
            openSlots--;
        }
    }

    /** Hands out to a slot again, if the engine still names it; it refuses if it knows better. */
    void reopen(SlotState slot) {
        slot.retired = false;
        if (!slot.open && slot.named && slot.tasksLeft > 0) {
            slot.open = true;
            openSlots++;
        }
    }

    /** Notes that an attempt is about to end. */
    void nearsItsEnd(Lease lease, long nowNanos) {
        lease.nearsItsEnd(ending, nowNanos);
        slotChanged(lease.slot);
    }

    /** An attempt has ended, or takes longer than it seemed to. */
    void noLongerEnding(Lease lease) {
        if (lease.goesOn(ending)) {
            slotChanged(lease.slot);
        }
    }

    /** Puts a slot where what it has in hand says it belongs. */
    void slotChanged(SlotState slot) {
        boolean isIdle = slot.isIdle();
        boolean isHungry = !isIdle && slot.open && hasCredit(slot);
        if (isIdle != slot.isInIdle) {
            slot.isInIdle = isIdle;
            place(slot, idle, isIdle);
        }
        if (isHungry != slot.isInHungry) {
            slot.isInHungry = isHungry;
            place(slot, hungry, isHungry);
        }
        yieldableChanged(slot);
        if (!slot.open && !slot.named && slot.attempts() == 0) {
            slots.remove(slot.worker);
        }
    }

    private static void place(SlotState slot, Map<WorkerId, SlotState> slots, boolean in) {
        if (in) {
            slots.put(slot.worker, slot);
        } else {
            slots.remove(slot.worker);
        }
    }

    private void yieldableChanged(SlotState slot) {
        Lease first = slot.open ? slot.first() : null;
        if (first != null && !first.isWorthAsking()) {
            first = null;
        }
        Lease before = slot.yieldable;
        if (before != first) {
            if (before != null) {
                yieldable.get(before.job.priority.level()).take(slot);
            }
            if (first != null) {
                yieldable.get(first.job.priority.level()).addLast(slot);
            }
            slot.yieldable = first;
        }
    }

    /**
     * Whether a busy slot may get one more task ahead of its turn: only where all that it has in
     * hand is tiny or about to end, and may share a worker's fate.
     */
    private boolean hasCredit(SlotState slot) {
        return slot.apart == 0 && slot.attempts() < config.creditsMax();
    }
}
