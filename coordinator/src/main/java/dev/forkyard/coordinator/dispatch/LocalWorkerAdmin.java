package dev.forkyard.coordinator.dispatch;

import dev.forkyard.common.id.WorkerId;
import dev.forkyard.coordinator.engine.WorkerAdmin;
import dev.forkyard.coordinator.engine.WorkerOutput;
import dev.forkyard.coordinator.fleet.Fleet;
import dev.forkyard.coordinator.fleet.FleetConfig;
import dev.forkyard.coordinator.fleet.MemoryLimit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/** What operators can do to forked workers. Thread-safe; answers complete on the loop thread. */
final class LocalWorkerAdmin implements WorkerAdmin {
    private final Fleet fleet;
    private final WorkerTable table;
    private final Turns turns;
    private final int spares;
    private final MemoryLimit memory;

    LocalWorkerAdmin(Fleet fleet, WorkerTable table, Turns turns, int spares, MemoryLimit memory) {
        this.fleet = fleet;
        this.table = table;
        this.turns = turns;
        this.spares = spares;
        this.memory = memory;
    }

    @Override
    public CompletableFuture<Boolean> kill(WorkerId worker) {
        return ask(at -> fleet.wishes().kill(worker, at));
    }

    @Override
    public CompletableFuture<Boolean> drain(WorkerId worker) {
        return ask(at -> fleet.wishes().drain(worker, at));
    }

    @Override
    public CompletableFuture<Integer> resize(int workers) {
        if (workers < 1 || workers > FleetConfig.WORKERS_MAX) {
            throw new IllegalArgumentException(
                    "workers must be 1…%d, was %d".formatted(FleetConfig.WORKERS_MAX, workers));
        }
        Optional<String> tooMany = memory.refusalOf(workers + spares);
        if (tooMany.isPresent()) {
            throw new IllegalArgumentException(tooMany.get());
        }
        return ask(at -> fleet.wishes().resize(workers, at));
    }

    @Override
    public Optional<WorkerOutput> output(WorkerId worker) {
        return table.output(worker);
    }

    private <T> CompletableFuture<T> ask(LongFunction<T> wish) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        turns.post(
                at -> {
                    T granted = wish.apply(at);
                    turns.changed();
                    answer.complete(granted);
                });
        return answer;
    }
}
