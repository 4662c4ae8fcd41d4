package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.WorkerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slots as outsiders know them: what was offered, what is in whose hands, and who may be given
 * more. Confined to one thread.
 */
final class SlotBook {
    /** One worker. */
    static final class Slot {
        final WorkerId worker;
        final ArrayDeque<Grant> inHand = new ArrayDeque<>();
        boolean named;
        boolean open;
        boolean retired;
        boolean died;

        /** Whether it died with several attempts in hand: nobody knows whose fault it was. */
        boolean crowded;

        int left;

        Slot(WorkerId worker) {
            this.worker = worker;
        }

        private boolean isIdle() {
            return open && inHand.isEmpty();
        }
    }

    private final Map<WorkerId, Slot> slots = new HashMap<>();

    void offered(List<SlotOffer> offers) {
        Map<WorkerId, Integer> left = new HashMap<>();
        offers.forEach(offer -> left.put(offer.worker(), offer.tasksLeft()));
        left.keySet().forEach(worker -> slots.computeIfAbsent(worker, Slot::new));
        for (Slot slot : new ArrayList<>(slots.values())) {
            slot.named = left.containsKey(slot.worker);
            slot.left = left.getOrDefault(slot.worker, 0);
            slot.open = slot.left > 0 && !slot.retired;
            forgetIfGone(slot);
        }
    }

    /** The slot of a new attempt; it must be open, with room. */
    Slot give(Command.StartAttempt command, int creditsMax) {
        Slot slot = slots.get(command.worker());
        if (slot == null || !slot.open) {
            throw new AssertionError("not an open slot: " + command);
        }
        if (slot.left < 1) {
            throw new AssertionError("more than it was offered for: " + command);
        }
        if (slot.inHand.size() >= creditsMax) {
            throw new AssertionError("over its credits: " + command);
        }
        if (slot.left != SlotOffer.UNLIMITED && --slot.left == 0) {
            slot.open = false;
        }
        return slot;
    }

    /** An attempt was told that its clock ran out: its worker is not to be used again. */
    void retire(Slot slot) {
        slot.retired = true;
        slot.open = false;
    }

    /** Takes an ended attempt out of its worker's hands; the next one's turn has come. */
    void ended(Grant grant, AttemptOutcome outcome, long nowNanos) {
        Slot slot = grant.slot;
        boolean died = outcome instanceof AttemptOutcome.WorkerEnded;
        boolean refused = outcome instanceof AttemptOutcome.NotStarted;
        if (died) {
            slot.crowded |= slot.inHand.size() > 1;
            slot.died = true;
            slot.retired = true;
        }
        slot.open &= !died && !refused;
        boolean first = slot.inHand.peekFirst() == grant;
        slot.inHand.remove(grant);
        boolean byItself =
                outcome instanceof AttemptOutcome.Succeeded
                        || outcome instanceof AttemptOutcome.Threw;
        if (grant.isTimedOut() && byItself && !slot.died) {
            slot.retired = false;
            slot.open = slot.named && slot.left > 0;
        }
        Grant next = slot.inHand.peekFirst();
        if (first && next != null && !died) {
            if (refused) {
                next.turnNanos = nowNanos;
            } else {
                next.begun(nowNanos);
            }
        }
        forgetIfGone(slot);
    }

    boolean hasIdle() {
        for (Slot slot : slots.values()) {
            if (slot.isIdle()) {
                return true;
            }
        }
        return false;
    }

    private void forgetIfGone(Slot slot) {
        if (!slot.open && !slot.named && slot.inHand.isEmpty()) {
            slots.remove(slot.worker);
        }
    }
}
