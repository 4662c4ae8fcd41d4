package dev.forkyard.coordinator.gateway.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Where what follows a future is done. Stateless. */
final class Continuation {
    private Continuation() {}

    /**
     * The same value or failure, on a thread of {@code executor}: what {@code thenApplyAsync} does
     * for values only, while failures would be answered by whoever failed, such as the loop.
     */
    static <T> CompletableFuture<T> on(Executor executor, CompletableFuture<T> future) {
        return future.handleAsync(
                        (value, failure) ->
                                failure == null
                                        ? CompletableFuture.completedFuture(value)
                                        : CompletableFuture.<T>failedFuture(failure),
                        executor)
                .thenCompose(Function.identity());
    }
}
