package dev.forkyard.coordinator.schedule;

import dev.forkyard.common.id.WorkerId;

/**
 * A slot that can take attempts. Immutable.
 *
 * @param tasksLeft how many more attempts may be handed to it from now on, ≥ 1; {@link #UNLIMITED}
 *     unless it is about to be recycled. The core hands out no more than that and then leaves the
 *     slot alone until it is offered anew
 */
public record SlotOffer(WorkerId worker, int tasksLeft) {
    /** As many as one likes. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** A slot without a limit. */
    public static SlotOffer of(WorkerId worker) {
        return new SlotOffer(worker, UNLIMITED);
    }
}
