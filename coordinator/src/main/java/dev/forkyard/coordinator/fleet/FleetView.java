package dev.forkyard.coordinator.fleet;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.EngineSnapshot;
import dev.forkyard.coordinator.engine.WorkerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes immutable snapshots of a fleet. Called on the loop thread. */
public final class FleetView {
    private FleetView() {}

    /** The fleet as it stands; members without a process yet are left out. */
    public static EngineSnapshot of(Fleet fleet, Map<WorkerId, WorkerProcess> processes) {
        List<WorkerSnapshot> workers = new ArrayList<>();
        int ready = 0;
        for (Member member : fleet.members()) {
            WorkerProcess process = processes.get(member.id);
            if (process == null) {
                continue;
            }
            ready += member.offered || member.takesPlaceWhileLeaving() ? 1 : 0;
            workers.add(
                    new WorkerSnapshot(
                            member.id,
                            process.pid(),
                            member.state(),
                            process.startTime(),
                            member.inHand.keySet().stream().findFirst(),
                            member.tasksFinished));
        }
        List<String> warnings = fleet.startTrouble().map(List::of).orElse(List.of());
        return new EngineSnapshot(workers, fleet.wanted(), fleet.spares(), ready, warnings);
    }
}
