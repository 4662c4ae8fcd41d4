package dev.forkyard.worker.link;

import dev.forkyard.worker.execute.Slot;
import dev.forkyard.worker.guard.ExitCode;
import dev.forkyard.worker.guard.ProcessEnd;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Says what is said by the clock: every second that the worker lives, every 200 ms how far the
 * running attempt got, and within 20 ms what was kept back. So the slot's thread computes and does
 * nothing else. The body of one daemon thread; {@link #flushSoon} may be called by any.
 *
 * <p>Sleeps while nothing is kept back: a thread that looks every 20 ms, in every worker and spare,
 * took one hundredth of two cores.
 */
final class Pulse implements Runnable {
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** How long the end of a tiny attempt can be kept back by a long one behind it. */
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ReportSender sender;
    private final Slot slot;
    private final ProcessEnd end;
    private volatile @Nullable Thread thread;
    private volatile boolean flushWanted;

    Pulse(ReportSender sender, Slot slot, ProcessEnd end) {
        this.sender = sender;
        this.slot = slot;
        this.end = end;
    }

    /** Has what is kept back said within {@value #FLUSH_NANOS} ns. */
    void flushSoon() {
        if (!flushWanted) {
            flushWanted = true;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            beat();
        } catch (RuntimeException bug) {
            // A pulse that went silent would make the worker look frozen.
            end.halt(ExitCode.INTERNAL, "forkyard-pulse failed: " + bug);
        }
    }

    private void beat() {
        long now = System.nanoTime();
        long heartbeat = now;
        long progress = now + PROGRESS_NANOS;
        while (true) {
            // From now on, and not from when it was due: a worker that was stopped for an hour
            // does not beat 3,600 times.
            if (now - heartbeat >= 0) {
                sender.heartbeat();
                heartbeat = now + HEARTBEAT_NANOS;
            }
            if (now - progress >= 0) {
                slot.reportProgress();
                progress = now + PROGRESS_NANOS;
            }
            awaitNext(Math.min(heartbeat - now, progress - now));
            now = System.nanoTime();
        }
    }

    /** Waits at most so long; where a flush is wanted, until it is due, and flushes. */
    private void awaitNext(long nanos) {
        if (!flushWanted) {
            LockSupport.parkNanos(this, nanos);
            return;
        }
        LockSupport.parkNanos(this, FLUSH_NANOS);
        flushWanted = false; // First: what is kept back after the flush asks anew.
        if (sender.flushKept()) {
            flushWanted = true; // There may be more soon; a flush that finds nothing ends it.
        }
    }
}
