package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.SlotOffer;
import java.util.List;
import java.util.Optional;

/** Something that the fleet wants done. Immutable. */
public sealed interface FleetCommand {
    /** Fork a process for this worker; ends as forked and later exited, or as fork failed. */
    record ForkWorker(WorkerId worker) implements FleetCommand {}

    /** End the process by SIGKILL; ends as exited. */
    record KillWorker(WorkerId worker, String why) implements FleetCommand {}

    /** Tell the worker to finish what it has and leave; ends as exited. */
    record DrainWorker(WorkerId worker) implements FleetCommand {}

    /** The slots are now these. */
    record AnnounceSlots(List<SlotOffer> open, Optional<String> unavailable)
            implements FleetCommand {}

    /** An attempt ended with its worker. */
    record EndAttempt(AttemptId attempt, AttemptOutcome outcome) implements FleetCommand {}
}
