package dev.forkyard.coordinator;

import dev.forkyard.coordinator.dispatch.LocalEngine;
import dev.forkyard.coordinator.loop.Loop;
import dev.forkyard.coordinator.watch.JobBoard;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Whether the coordinator can work, looked at again and again: its loop takes turns, its workers
 * can work as they are configured, one of them is up, and nobody stops it. Thread-safe.
 */
final class Readiness {
    private static final long TURN_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);
    private static final Duration CHECK = Duration.ofMillis(50);
    private static final Duration CHECK_WHEN_READY = Duration.ofMillis(250);

    private final Loop loop;
    private final LocalEngine engine;
    private final JobBoard board;
    private final CountDownLatch broken = new CountDownLatch(1);
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile boolean serving;

    Readiness(Loop loop, LocalEngine engine, JobBoard board) {
        this.loop = loop;
        this.engine = engine;
        this.board = board;
    }

    /**
     * Begins to look.
     *
     * @param changed told each time when work is taken from now on, or no longer
     */
    void watch(Consumer<Boolean> changed) {
        board.later(CHECK, () -> check(changed));
    }

    /** Nothing is taken any more, and nobody is told. */
    synchronized void stop() {
        stopping = true;
        serving = false;
    }

    /** The core cannot go on. */
    void markBroken() {
        broken.countDown();
    }

    void awaitBroken() throws InterruptedException {
        broken.await();
    }

    /** Waits until the first worker is up; false if none was by then. */
    boolean await(Duration timeout) throws InterruptedException {
        try {
            ready.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Whether the loop takes its turns. */
    boolean isHealthy() {
        return broken.getCount() > 0 && loop.sinceLastTurnNanos() < TURN_NANOS_MAX;
    }

    /** Whether work was taken at the last look. */
    boolean isServing() {
        return serving;
    }

    /** Why workers cannot work as they are configured, empty while that is not known. */
    Optional<String> refusal() {
        return engine.refusal().getNow(Optional.empty());
    }

    private synchronized void check(Consumer<Boolean> changed) {
        if (stopping) {
            return;
        }
        Optional<String> refusal = refusal();
        boolean usable = engine.refusal().isDone() && refusal.isEmpty();
        refusal.ifPresent(why -> ready.completeExceptionally(new IllegalStateException(why)));
        boolean now = isHealthy() && usable && engine.snapshot().ready() > 0;
        if (now != serving) {
            serving = now;
            changed.accept(now);
        }
        if (now) {
            ready.complete(null);
        }
        board.later(now ? CHECK_WHEN_READY : CHECK, () -> check(changed));
    }
}
