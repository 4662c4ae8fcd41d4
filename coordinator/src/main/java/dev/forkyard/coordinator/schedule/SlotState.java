package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One worker's place to execute, as the core sees it; in itself its place among those whose attempt
 * can be asked to yield. Confined to the loop thread.
 */
final class SlotState extends Chain.Link<SlotState> {
    final WorkerId worker;

    /** The attempt that the worker executes, and how many it has in its hands with it. */
    private @Nullable Lease first;

    private int attempts;

    /** Those behind the first, in the order of handing out: a few at most, and mostly none. */
    private final List<Lease> behind = new ArrayList<>();

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

    /** Where its last parts were cut from and added: among thousands a search is dear. */
    long unassignedPlace;

    long finishedPlace;

    SlotState(WorkerId worker, int tasksLeft) {
        this.worker = worker;
        this.tasksLeft = tasksLeft;
    }

    @Override
    SlotState item() {
        return this;
    }

    void handedOut(Lease lease) {
        if (attempts++ == 0) {
            first = lease;
        } else {
            behind.add(lease);
        }
        apart += lease.isApart() ? 1 : 0;
        lastJob = lease.job.sequence;
        lastStage = lease.stage.index;
        lastEnd = lease.part().end();
        if (tasksLeft != SlotOffer.UNLIMITED) {
            tasksLeft--;
        }
    }

    /**
     * Takes an attempt out of its hands.
     *
     * @throws IllegalArgumentException if it is not there
     */
    void takenBack(Lease lease) {
        if (lease == first) {
            first = attempts > 1 ? behind.remove(0) : null;
        } else if (!behind.remove(lease)) {
            throw new IllegalArgumentException(lease.id + " is not in the hands of " + worker);
        }
        attempts--;
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

    /** The attempt that the worker executes, null if it has none. */
    @Nullable Lease first() {
        return first;
    }

    /** How many attempts it has in its hands. */
    int attempts() {
        return attempts;
    }

    /** The attempts in its hands in the order of handing out, as they are now. */
    List<Lease> inHand() {
        if (first == null) {
            return List.of();
        }
        List<Lease> all = new ArrayList<>(attempts);
        all.add(first);
        all.addAll(behind);
        return all;
    }

    /** Whether all that it has in hand is one attempt that will be over soon. */
    boolean isEnding() {
        return first != null && attempts == 1 && first.isEnding();
    }

    boolean isIdle() {
        return open && attempts == 0;
    }
}
