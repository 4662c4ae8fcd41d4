package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the last {@value #KEPT} workers that ended had printed, at most 128 KiB each. Thread-safe.
 */
final class EndedOutputs {
    private static final int KEPT = 100;

    // Guarded by this.
    private final Map<WorkerId, WorkerOutput> outputs = new LinkedHashMap<>();

    synchronized void add(WorkerId worker, WorkerOutput output) {
        outputs.put(worker, output);
        if (outputs.size() > KEPT) {
            outputs.remove(outputs.keySet().iterator().next());
        }
    }

    synchronized Optional<WorkerOutput> of(WorkerId worker) {
        return Optional.ofNullable(outputs.get(worker));
    }
}
