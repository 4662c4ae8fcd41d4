package dev.forkyard.coordinator;

import dev.forkyard.common.error.ErrorReason;
import dev.forkyard.common.error.InvalidRequestException;
import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerAdmin;
import dev.forkyard.coordinator.engine.WorkerOutput;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The workers of an engine that lets nobody touch them: none is known by name. Stateless. */
final class UnmanagedWorkers implements WorkerAdmin {
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
        return CompletableFuture.failedFuture(
                new InvalidRequestException(
                        ErrorReason.INVALID_OPTION,
                        "workers",
                        "the number of this engine's workers cannot be changed, was " + wanted));
    }

    @Override
    public Optional<WorkerOutput> output(WorkerId worker) {
        return Optional.empty();
    }
}
