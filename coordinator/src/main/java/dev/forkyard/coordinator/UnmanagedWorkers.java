package dev.forkyard.coordinator;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerAdmin;
import dev.forkyard.coordinator.engine.WorkerOutput;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The workers of an engine that lets nobody touch them: none is known by name. Stateless. */
record UnmanagedWorkers(int workers) implements WorkerAdmin {
    @Override
    public CompletableFuture<Boolean> kill(WorkerId worker) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletableFuture<Boolean> drain(WorkerId worker) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletableFuture<Integer> resize(int wanted) {
        return CompletableFuture.completedFuture(workers);
    }

    @Override
    public Optional<WorkerOutput> output(WorkerId worker) {
        return Optional.empty();
    }
}
