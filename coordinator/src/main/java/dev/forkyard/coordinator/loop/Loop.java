package dev.forkyard.coordinator.loop;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with a mailbox: messages are delivered one at a time, in the order of their arrival.
 * {@link #post} and {@link #tryPost} are thread-safe and never block.
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
    private static final int BATCH_MAX = 1_000;
    private static final int REMEMBERED_MESSAGES = 32;

    private final ConcurrentLinkedQueue<Message> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requestsWaiting = new AtomicInteger();
    private final AtomicBoolean parked = new AtomicBoolean();
    private final ArrayDeque<String> lastMessages = new ArrayDeque<>();
    private final Thread thread;
    private final LoopHooks hooks;
    private volatile boolean closing;
    private volatile long lastTurnNanos = System.nanoTime();

    /** Makes a loop; {@link #start} begins it. */
    public Loop(LoopHooks hooks) {
        this.hooks = hooks;
        this.thread = new Thread(this::run, "forkyard-loop");
        this.thread.setDaemon(true);
    }

    /** Begins to deliver. Called once. */
    public void start() {
        thread.start();
    }

    /** Delivers a message of our own making; never refused. */
    public void post(Message message) {
        mailbox.add(message);
        if (parked.get() && parked.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
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
     * How long ago the loop last took a turn, in nanoseconds: far above 25 ms means that it hangs.
     */
    public long sinceLastTurnNanos() {
        return System.nanoTime() - lastTurnNanos;
    }

    /** Ends the loop after the messages that it already has, and waits for that. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() != thread) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            long nextTick = System.nanoTime();
            while (!(closing && mailbox.isEmpty())) {
                deliverBatch();
                long now = System.nanoTime();
                lastTurnNanos = now;
                if (now - nextTick >= 0) {
                    hooks.tick(now);
                    nextTick = now + TICK_NANOS;
                }
                hooks.afterTurn(now);
                awaitMessage(nextTick);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("the loop ended by a broken invariant; last messages: {}", lastMessages, e);
            hooks.broken(e);
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

    private void awaitMessage(long untilNanos) {
        if (!mailbox.isEmpty() || closing) {
            return;
        }
        parked.set(true);
        if (mailbox.isEmpty() && !closing) {
            LockSupport.parkNanos(this, Math.max(1, untilNanos - System.nanoTime()));
        }
        parked.set(false);
    }
}
