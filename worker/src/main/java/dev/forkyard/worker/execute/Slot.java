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
    /** The most attempts that wait behind the running one: the coordinator's widest window. */
    public static final int QUEUE_MAX = 16;

    private final AttemptReports reports;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All guarded by lock.
    private final Deque<AttemptOrder> queue = new ArrayDeque<>(QUEUE_MAX);
    private @Nullable RunningAttempt running;
    private @Nullable RunningWarmUp warmUp;
    private boolean draining;

    /** Makes an empty slot that reports to {@code reports}. */
    public Slot(AttemptReports reports) {
        this.reports = reports;
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
            cancelWarmUp();
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

    /** Has a type warmed up once nothing waits; any attempt and the drain end it. */
    public void warmUp(WarmUpOrder order) {
        lock.lock();
        try {
            warmUp = new RunningWarmUp(order);
            if (draining || running != null || !queue.isEmpty()) {
                cancelWarmUp();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Stops a warm-up when it looks, or before it begins. */
    public void stopWarmUp() {
        lock.lock();
        try {
            cancelWarmUp();
        } finally {
            lock.unlock();
        }
    }

    /** Makes {@link SlotLoop} return once nothing waits or runs. */
    public void drain() {
        lock.lock();
        try {
            draining = true;
            cancelWarmUp();
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
            current.reportProgress(reports);
        }
    }

    /** Makes an attempt the running one, before all others, if nothing runs or waits. */
    Optional<RunningAttempt> takeIdle(AttemptOrder order) {
        lock.lock();
        try {
            if (running != null || draining || !queue.isEmpty()) {
                return Optional.empty();
            }
            cancelWarmUp();
            running = new RunningAttempt(order);
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

    /**
     * Waits until there is something to do; what is to be warmed up first, if anything is. If an
     * attempt waits or all is drained it is cancelled already, and only has to be reported.
     */
    Optional<RunningWarmUp> awaitWork() {
        lock.lock();
        try {
            while (running != null || (queue.isEmpty() && !draining && warmUp == null)) {
                changed.awaitUninterruptibly();
            }
            return Optional.ofNullable(warmUp);
        } finally {
            lock.unlock();
        }
    }

    /** Frees the slot of what was warmed up. */
    void warmedUp() {
        lock.lock();
        try {
            warmUp = null;
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
        running = next == null ? null : new RunningAttempt(next);
        return Optional.ofNullable(running);
    }

    /** Frees the slot of the attempt that ran. */
    void free() {
        lock.lock();
        try {
            running = null;
            if (draining || !queue.isEmpty() || warmUp != null) {
                changed.signal(); // The slot's thread may have waited for a brief attempt.
            }
        } finally {
            lock.unlock();
        }
    }

    private void cancelWarmUp() {
        if (warmUp != null) {
            warmUp.cancel();
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
