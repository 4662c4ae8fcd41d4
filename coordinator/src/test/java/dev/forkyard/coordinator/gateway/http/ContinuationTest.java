package dev.forkyard.coordinator.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads on which answers and errors are written. */
class ContinuationTest {
    private final ExecutorService answers =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "test-answers"));

    @AfterEach
    void close() throws InterruptedException {
        answers.shutdown();
        assertThat(answers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void valuesAndFailuresChangeThreads() throws Exception {
        CompletableFuture<Integer> good = new CompletableFuture<>();
        CompletableFuture<Integer> bad = new CompletableFuture<>();
        CompletableFuture<String> afterGood =
                Continuation.on(answers, good).thenApply(value -> value + where());
        CompletableFuture<String> afterBad =
                Continuation.on(answers, bad)
                        .thenApply(value -> "no failure")
                        .exceptionally(failure -> failure.getMessage() + where());

        good.complete(5);
        bad.completeExceptionally(new IllegalStateException("broken"));

        assertThat(afterGood.get(30, TimeUnit.SECONDS)).isEqualTo("5 on test-answers");
        assertThat(afterBad.get(30, TimeUnit.SECONDS)).contains("broken").endsWith("test-answers");
    }

    private static String where() {
        return " on " + Thread.currentThread().getName();
    }
}
