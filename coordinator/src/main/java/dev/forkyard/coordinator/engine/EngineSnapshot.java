package dev.forkyard.coordinator.engine;

import java.util.List;

/**
 * An engine's workers at one moment. Immutable.
 *
 * @param workers live processes, oldest first
 * @param wanted how many there should be
 * @param spares how many more are kept ready to take a place
 * @param ready how many can execute
 * @param warnings what an operator should know; usually empty
 */
public record EngineSnapshot(
        List<WorkerSnapshot> workers, int wanted, int spares, int ready, List<String> warnings) {
    /** Copies the lists. */
    public EngineSnapshot {
        workers = List.copyOf(workers);
        warnings = List.copyOf(warnings);
    }
}
