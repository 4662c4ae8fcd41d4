package dev.forkyard.coordinator.loop;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mailbox whose messages are delivered one at a time, in the order of their arrival, on one
 * thread. {@link #post} and {@link #tryPost} are thread-safe and never block.
 *
 * <p>A turn delivers what is there and is over: the thread is not the loop's alone, it also reads
 * and writes workers' streams, so that between a report and what comes of it no thread is changed.
 *
 * <p>What workers, timers and executed commands report is never refused: credits and counts bound
 * it. Requests from outside are refused once {@value #REQUESTS_MAX} of them wait. An exception from
 * a message is a broken invariant: the loop logs it with the last messages and ends.
 */
public final class Loop implements AutoCloseable {
    /** How many outside requests may wait. */
    public static final int REQUESTS_MAX = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    /** While nothing becomes due, the cores are the workers'. */
    private static final long CALM_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** From this share of the time on, a turn that is taken anyway ticks, which saves one. */
    private static final double EARLY_SHARE = 0.4;

    private static final int BATCH_MAX = 1_000;
    private static final int REMEMBERED_MESSAGES = 32;

    private final ConcurrentLinkedQueue<Message> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requestsWaiting = new AtomicInteger();

    /** Whether a turn is taken or ahead, so that none has to be asked for. */
    private final AtomicBoolean turnAhead = new AtomicBoolean();

    private final ArrayDeque<String> lastMessages = new ArrayDeque<>();
    private final ScheduledExecutorService thread;
    private final LoopHooks hooks;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread turning;
    private volatile boolean closing;
    private volatile long lastTurnNanos = System.nanoTime();
    // All of the loop's thread.
    private long lastTickNanos;
    private long wakeNanos;
    private @Nullable Future<?> wake;
    private boolean broken;

    /**
     * Makes a loop; {@link #start} begins it.
     *
     * @param thread an executor of one thread, whose other work never blocks either; it outlives
     *     the loop
     */
    public Loop(ScheduledExecutorService thread, LoopHooks hooks) {
        this.thread = thread;
        this.hooks = hooks;
    }

    /** Begins to deliver. Called once. */
    public void start() {
        lastTickNanos = System.nanoTime() - CALM_TICK_NANOS;
        askForTurn();
    }

    /** Delivers a message of our own making; never refused. */
    public void post(Message message) {
        mailbox.add(message);
        askForTurn();
    }

    /**
     * Delivers an outside request, if there is room.
     *
     * @return false if too many wait already
     */
    public boolean tryPost(Message message) {
        if (requestsWaiting.incrementAndGet() > REQUESTS_MAX) {
            requestsWaiting.decrementAndGet();
            return false;
        }
        post(
                nowNanos -> {
                    requestsWaiting.decrementAndGet();
                    message.deliver(nowNanos);
                });
        return true;
    }

    /**
     * How long ago the loop last took a turn, in nanoseconds: far above 100 ms means that it hangs.
     */
    public long sinceLastTurnNanos() {
        return System.nanoTime() - lastTurnNanos;
    }

    /** Ends the loop after the messages that it already has, and waits for that. */
    @Override
    public void close() {
        closing = true;
        askForTurn();
        if (Thread.currentThread() != turning) {
            try {
                if (!ended.await(5, TimeUnit.SECONDS)) {
                    LOG.warn("the loop did not end in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void askForTurn() {
        if (turnAhead.compareAndSet(false, true)) {
            try {
                thread.execute(this::turn);
            } catch (RejectedExecutionException e) {
                LOG.debug("the loop's thread is gone", e);
            }
        }
    }

    private void turn() {
        turning = Thread.currentThread();
        try {
            if (!broken && ended.getCount() > 0) {
                turnOnce();
            }
        } catch (RuntimeException | Error e) {
            broken = true;
            LOG.error("the loop ended by a broken invariant; last messages: {}", lastMessages, e);
            hooks.broken(e);
        } finally {
            turning = null;
        }
        if (closing && (broken || mailbox.isEmpty())) {
            ended.countDown();
        }
        turnAhead.set(false);
        if (!mailbox.isEmpty() && ended.getCount() > 0 && !broken) {
            askForTurn(); // Something came after the last look.
        }
    }

    private void turnOnce() {
        deliverBatch();
        long now = System.nanoTime();
        lastTurnNanos = now;
        if (now - lastTickNanos >= (long) (EARLY_SHARE * tickNanos(now))) {
            hooks.tick(now);
            lastTickNanos = now;
            cancelWake();
        }
        hooks.afterTurn(now);
        wakeBy(lastTickNanos + tickNanos(now));
    }

    /** How long after the last tick the next one is due. */
    private long tickNanos(long nowNanos) {
        long calm = hooks.calmUntilNanos(nowNanos) - lastTickNanos;
        return Math.min(CALM_TICK_NANOS, Math.max(TICK_NANOS, calm));
    }

    private void cancelWake() {
        if (wake != null) {
            wake.cancel(false);
            wake = null;
        }
    }

    private void wakeBy(long atNanos) {
        if (wake != null && wakeNanos - atNanos <= 0) {
            return;
        }
        cancelWake();
        wakeNanos = atNanos;
        long delay = Math.max(0, atNanos - System.nanoTime());
        try {
            wake = thread.schedule(this::askForTurn, delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop's thread is gone", e);
        }
    }

    private void deliverBatch() {
        for (int count = 0; count < BATCH_MAX; count++) {
            Message message = mailbox.poll();
            if (message == null) {
                return;
            }
            remember(message);
            message.deliver(System.nanoTime());
        }
    }

    private void remember(Message message) {
        if (LOG.isDebugEnabled()) {
            if (lastMessages.size() == REMEMBERED_MESSAGES) {
                lastMessages.removeFirst();
            }
            lastMessages.addLast(message.toString());
        }
    }
}
