package dev.forkyard.worker.execute;

import dev.forkyard.common.id.AttemptId;
import dev.forkyard.common.job.TaskResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The place of a worker where attempts wait and one runs. Thread-safe: the link gives orders, the
 * pulse asks for progress, and {@link SlotLoop} takes one attempt after the other, but for brief
 * ones that {@link BriefAttempts} takes while nothing runs.
 *
 * <p>Orders that name an attempt which is not here are late, and are ignored. Reports are sent
 * outside the lock; of two threads only the one that took an attempt out of the queue reports it.
 */
public final class Slot {
    /**
     * The most attempts that wait behind the running one: the coordinator's widest window, and the
     * empty tasks that warm the link, which may still be here when it is filled.
     */
    public static final int QUEUE_MAX = 32;

    private final AttemptReports reports;
    private final WarmUps warmUps;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All guarded by lock.
    private final Deque<AttemptOrder> queue = new ArrayDeque<>(QUEUE_MAX);
    private @Nullable RunningAttempt running;
    private boolean draining;

    /** Makes an empty slot that reports to {@code reports}, and ends warm-ups for its work. */
    public Slot(AttemptReports reports, WarmUps warmUps) {
        this.reports = reports;
        this.warmUps = warmUps;
    }

    /**
     * Puts an attempt behind those that wait.
     *
     * @return false, with nothing done, if {@value #QUEUE_MAX} wait already
     */
    public boolean assign(AttemptOrder order) {
        lock.lock();
        try {
            if (queue.size() == QUEUE_MAX) {
                return false;
            }
            queue.addLast(order);
            warmUps.cancel();
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Stops an attempt: one that waits ends at once, the running one when it looks. */
    public void cancel(AttemptId attempt) {
        Optional<AttemptOrder> waiting;
        lock.lock();
        try {
            if (running != null && running.id().equals(attempt)) {
                running.cancel();
                return;
            }
            waiting = takeOut(attempt);
        } finally {
            lock.unlock();
        }
        if (waiting.isPresent()) {
            reports.ended(attempt, new AttemptOutcome.Cancelled(), TimeSpent.NONE);
            reports.flush();
        }
    }

    /** Asks for what is finished: nothing of an attempt that waits, a prefix of the running one. */
    public void requestYield(AttemptId attempt) {
        Optional<AttemptOrder> waiting;
        lock.lock();
        try {
            if (running != null && running.id().equals(attempt)) {
                running.requestYield();
                return;
            }
            waiting = takeOut(attempt);
        } finally {
            lock.unlock();
        }
        if (waiting.isPresent()) {
            long start = waiting.get().input().part().start();
            reports.ended(
                    attempt,
                    new AttemptOutcome.Succeeded(new TaskResult(start, new byte[0])),
                    TimeSpent.NONE);
            reports.flush();
        }
    }

    /** Has a type warmed up if there is nothing else to do; any attempt and the drain end it. */
    public void warmUp(WarmUpOrder order) {
        lock.lock();
        try {
            warmUps.begin(order, !draining && running == null && queue.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** Stops a warm-up when it looks, or before it begins. */
    public void stopWarmUp() {
        warmUps.cancel();
    }

    /** Makes {@link SlotLoop} return once nothing waits or runs. */
    public void drain() {
        lock.lock();
        try {
            draining = true;
            warmUps.cancel();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Reports how far the running attempt got, if that changed since the last call. */
    public void reportProgress() {
        RunningAttempt current;
        lock.lock();
        try {
            current = running;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.reportProgress();
        }
    }

    /** Makes an attempt the running one, before all others, if nothing runs or waits. */
    Optional<RunningAttempt> takeIdle(AttemptOrder order) {
        lock.lock();
        try {
            if (running != null || draining || !queue.isEmpty()) {
                return Optional.empty();
            }
            warmUps.cancel();
            running = new RunningAttempt(order, reports);
            return Optional.of(running);
        } finally {
            lock.unlock();
        }
    }

    /** Makes the next attempt the running one if there is one already. */
    Optional<RunningAttempt> takeWaiting() {
        lock.lock();
        try {
            return queue.isEmpty() || running != null ? Optional.empty() : takeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next attempt and makes it the running one; empty once all is drained. */
    Optional<RunningAttempt> takeNext() {
        lock.lock();
        try {
            while (running != null || (queue.isEmpty() && !draining)) {
                changed.awaitUninterruptibly();
            }
            return takeFirst();
        } finally {
            lock.unlock();
        }
    }

    private Optional<RunningAttempt> takeFirst() {
        AttemptOrder next = queue.pollFirst();
        running = next == null ? null : new RunningAttempt(next, reports);
        return Optional.ofNullable(running);
    }

    /** Frees the slot of the attempt that ran. */
    void free() {
        lock.lock();
        try {
            running = null;
            if (draining || !queue.isEmpty()) {
                changed.signal(); // The slot's thread may have waited for a brief attempt.
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<AttemptOrder> takeOut(AttemptId attempt) {
        for (Iterator<AttemptOrder> waiting = queue.iterator(); waiting.hasNext(); ) {
            AttemptOrder order = waiting.next();
            if (order.attempt().equals(attempt)) {
                waiting.remove();
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }
}
