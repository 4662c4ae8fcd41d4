package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.AttemptId;
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
    final Map<AttemptId, Lease> inHand = new LinkedHashMap<>();
    final Map<AttemptId, Lease> accepting = new LinkedHashMap<>();
    final ReadyQueue ready = new ReadyQueue();

    /** Open slots with nothing in hand, in order of worker. */
    final TreeMap<WorkerId, SlotState> idle = new TreeMap<>();

    /** Open slots whose tasks are tiny and that may get another one ahead. */
    final TreeMap<WorkerId, SlotState> hungry = new TreeMap<>();

    /** Attempts in hand by the level of their job's priority. */
    final int[] inHandByPriority = new int[Priority.LEVELS];

    final Set<JobId> changed = new LinkedHashSet<>();

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
        job.changed();
        changed.add(job.id);
    }

    /** Hands nothing more to a slot, even before SlotsChanged says that its worker is gone. */
    void close(SlotState slot) {
        if (slot.open) {
            slot.open = false;
            openSlots--;
        }
    }

    /** Puts a slot where what it has in hand says it belongs. */
    void slotChanged(SlotState slot) {
        idle.remove(slot.worker);
        hungry.remove(slot.worker);
        if (slot.isIdle()) {
            idle.put(slot.worker, slot);
        } else if (slot.open && hasCredit(slot)) {
            hungry.put(slot.worker, slot);
        }
        if (!slot.open && slot.inHand.isEmpty()) {
            slots.remove(slot.worker);
        }
    }

    /**
     * Whether a busy slot may get one more task ahead of its turn: only where all that it has in
     * hand is tiny and may share a worker's fate.
     */
    private boolean hasCredit(SlotState slot) {
        if (slot.inHand.size() >= config.creditsMax()) {
            return false;
        }
        for (Lease lease : slot.inHand) {
            if (lease.piece.alone() || !isTiny(lease.stage) || lease.cancelAsked) {
                return false;
            }
        }
        return true;
    }

    /** Whether whole tasks of a stage measure so short that handing them out dominates. */
    boolean isTiny(StageState stage) {
        return stage.pace.isMeasured()
                && stage.pace.unitNanos() * stage.pace.widestMeasured() < config.tinyNanos();
    }
}
