package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.WorkerId;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One worker's place to execute, as the core sees it. Confined to the loop thread. */
final class SlotState {
    final WorkerId worker;

    /** Attempts in the worker's hands in the order of handing out; the first is being executed. */
    final ArrayDeque<Lease> inHand = new ArrayDeque<>();

    /** Whether new attempts may be handed to it. */
    boolean open = true;

    /** Whether it died with several attempts in hand, so that none of them is charged. */
    boolean diedWithSeveral;

    /** The stage of its last part and where that part ended: for affinity. */
    @Nullable StageState lastStage;

    long lastEnd;

    SlotState(WorkerId worker) {
        this.worker = worker;
    }

    /** The slot goes on where its prefix ended, unless it has a later part in hand already. */
    void returnedRest(Lease lease, long finishedTo) {
        if (lastStage == lease.stage && lastEnd == lease.part().end()) {
            lastEnd = finishedTo;
        }
    }

    boolean isIdle() {
        return open && inHand.isEmpty();
    }
}
