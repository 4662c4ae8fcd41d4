package dev.forkyard.coordinator.engine;

import dev.forkyard.common.id.WorkerId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What an operator can do to workers. Thread-safe; no call blocks. */
public interface WorkerAdmin {
    /**
     * Kills a worker now; its attempts are run again elsewhere and are not charged.
     *
     * @return completes with whether there was such a live worker
     */
    CompletableFuture<Boolean> kill(WorkerId worker);

    /**
     * Lets a worker finish what it has in hand, replaces it, and ends it.
     *
     * @return completes with whether there was such a live worker
     */
    CompletableFuture<Boolean> drain(WorkerId worker);

    /**
     * Changes how many workers there should be, besides spares.
     *
     * @param workers 1…1024
     * @return completes with the number that held before, once the change was noted
     */
    CompletableFuture<Integer> resize(int workers);

    /** What a live or recently ended worker prints, if it is known. */
    Optional<WorkerOutput> output(WorkerId worker);
}
