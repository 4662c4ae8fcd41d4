package dev.forkyard.coordinator.fleet;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pauses between starts that fail, longer each time, and what is said of them. Confined to the
 * loop thread.
 */
final class FleetStarts {
    private final FleetConfig config;
    private int failed;
    private long nextForkNanos = Long.MIN_VALUE;
    private @Nullable String lastFailure;

    FleetStarts(FleetConfig config) {
        this.config = config;
    }

    boolean mayFork(long nowNanos) {
        return nowNanos >= nextForkNanos;
    }

    void succeeded() {
        failed = 0;
        lastFailure = null;
        nextForkNanos = Long.MIN_VALUE;
    }

    void failed(String why, long nowNanos) {
        failed++;
        lastFailure = why;
        int doublings = Math.min(failed - 1, 16);
        long pause = Math.min(config.backoffMostNanos(), config.backoffFirstNanos() << doublings);
        nextForkNanos = nowNanos + pause;
    }

    /** Why the last starts failed, empty if they did not. */
    Optional<String> trouble() {
        return Optional.ofNullable(lastFailure);
    }

    /** That no worker can be had, once it was tried often enough. */
    Optional<String> hopelessness() {
        return failed < config.failedStartsMax()
                ? Optional.empty()
                : Optional.of(
                        "no worker can be started, %d tries failed; last: %s"
                                .formatted(failed, lastFailure));
    }
}
