package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.WorkerId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One worker's place to execute, as the core sees it; in itself its place among those whose attempt
 * can be asked to yield. Confined to the loop thread.
 */
final class SlotState extends Chain.Link<SlotState> {
    final WorkerId worker;

    /** Attempts in the worker's hands in the order of handing out; the first is being executed. */
    final Chain<Lease> inHand = new Chain<>();

    /** Whether new attempts may be handed to it. */
    boolean open = true;

    /** Whether the engine's last word named it: it is remembered for at least so long. */
    boolean named = true;

    /** Whether its worker is dead or to be killed, so that it never opens again. */
    boolean retired;

    /** Whether its worker is dead. */
    boolean died;

    /** How many more attempts it takes by the engine's last word. */
    int tasksLeft;

    /** Whether it died with several attempts in hand, so that none of them is charged. */
    boolean diedWithSeveral;

    /** How many of the attempts in hand may have no company. */
    int apart;

    /** Which of the sets of slots to choose from it is in. */
    boolean isInIdle;

    boolean isInHungry;

    /** The attempt that can be asked to yield, if there is one. */
    @Nullable Lease yieldable;

    /** The job and stage of its last part and where that part ended: for affinity. */
    private long lastJob = -1;

    private int lastStage;
    private long lastEnd;

    SlotState(WorkerId worker, int tasksLeft) {
        this.worker = worker;
        this.tasksLeft = tasksLeft;
    }

    @Override
    SlotState item() {
        return this;
    }

    void handedOut(Lease lease) {
        inHand.addLast(lease.inSlot);
        apart += lease.isApart() ? 1 : 0;
        lastJob = lease.job.sequence;
        lastStage = lease.stage.index;
        lastEnd = lease.part().end();
        if (tasksLeft != SlotOffer.UNLIMITED) {
            tasksLeft--;
        }
    }

    void takenBack(Lease lease) {
        inHand.take(lease.inSlot);
        apart -= lease.isApart() ? 1 : 0;
    }

    /** The slot goes on where its prefix ended, unless it has a later part in hand already. */
    void returnedRest(Lease lease, long finishedTo) {
        if (lastStageOf(lease.job) == lease.stage.index && lastEnd == lease.part().end()) {
            lastEnd = finishedTo;
        }
    }

    /** The attempt by which it stands among those that can be asked to yield, as it does. */
    Lease yieldable() {
        return Objects.requireNonNull(yieldable);
    }

    /** The stage of a job that its last part was cut from, −1 if it was of another job. */
    int lastStageOf(LiveJob job) {
        return lastJob == job.sequence ? lastStage : -1;
    }

    long lastEnd() {
        return lastEnd;
    }

    /** Whether all that it has in hand is one attempt that will be over soon. */
    boolean isEnding() {
        Lease first = inHand.peekFirst();
        return first != null && inHand.size() == 1 && first.isEnding();
    }

    boolean isIdle() {
        return open && inHand.isEmpty();
    }
}
