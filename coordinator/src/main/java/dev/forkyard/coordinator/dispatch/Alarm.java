package dev.forkyard.coordinator.dispatch;

import dev.forkyard.coordinator.loop.Loop;
import dev.forkyard.coordinator.loop.Message;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the loop a message at an exact time, where its tick of 25 ms is too coarse. Knows one time
 * only, the earliest asked for; the tick sees to later ones. Confined to the loop thread.
 */
final class Alarm implements AutoCloseable {
    private final Loop loop;
    private final Message message;
    private final ScheduledExecutorService thread;
    private long setForNanos = Long.MAX_VALUE;
    private @Nullable Future<?> set;

    Alarm(Loop loop, Message message) {
        this.loop = loop;
        this.message = message;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread made = new Thread(work, "forkyard-alarm");
                            made.setDaemon(true);
                            return made;
                        });
    }

    void wakeAt(long atNanos, long nowNanos) {
        if (atNanos >= setForNanos || thread.isShutdown()) {
            return;
        }
        if (set != null) {
            set.cancel(false);
        }
        setForNanos = atNanos;
        long delay = Math.max(0, atNanos - nowNanos);
        set = thread.schedule(() -> loop.post(this::ring), delay, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void ring(long nowNanos) {
        setForNanos = Long.MAX_VALUE;
        set = null;
        message.deliver(nowNanos);
    }
}
