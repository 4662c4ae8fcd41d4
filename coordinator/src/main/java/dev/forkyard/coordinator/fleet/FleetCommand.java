package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.common.job.JobTypeId;
import dev.forkyard.coordinator.schedule.AttemptOutcome;
import dev.forkyard.coordinator.schedule.SlotOffer;
import java.util.List;
import java.util.Optional;

/** Something that the fleet wants done. Immutable. */
public sealed interface FleetCommand {
    /** Fork a process for this worker; ends as forked and later exited, or as fork failed. */
    record ForkWorker(WorkerId worker) implements FleetCommand {}

    /** Ask a worker over its link what its threads do; ends as dumped, or not at all. */
    record DumpThreads(WorkerId worker) implements FleetCommand {}

    /** Have a condemned worker print what its threads do, by SIGQUIT. */
    record QuitWorker(WorkerId worker) implements FleetCommand {}

    /** End the process by SIGKILL; ends as exited. */
    record KillWorker(WorkerId worker, String why) implements FleetCommand {}

    /** Tell the worker to finish what it has and leave; ends as exited. */
    record DrainWorker(WorkerId worker) implements FleetCommand {}

    /** Ask the kernel how the process fares; ends as inspected, or not at all. */
    record InspectWorker(WorkerId worker) implements FleetCommand {}

    /** Let the fleet know when this time has come, more exactly than by its ticks. */
    record WakeAt(long atNanos) implements FleetCommand {}

    /** Have a worker without a task execute a type's own small inputs for so long at most. */
    record WarmUp(WorkerId worker, JobTypeId type, long cpuNanosMax) implements FleetCommand {}

    /** Have it stop that; ends as warmed up. */
    record StopWarmUp(WorkerId worker) implements FleetCommand {}

    /** Have a worker's link compiled by empty tasks; ends as warmed. */
    record WarmUpLink(WorkerId worker) implements FleetCommand {}

    /** The slots are now these. */
    record AnnounceSlots(List<SlotOffer> open, Optional<String> unavailable)
            implements FleetCommand {}

    /**
     * An attempt ended without its worker's word.
     *
     * @param worker the one that was to execute it
     */
    record EndAttempt(WorkerId worker, AttemptId attempt, AttemptOutcome outcome)
            implements FleetCommand {}
}
