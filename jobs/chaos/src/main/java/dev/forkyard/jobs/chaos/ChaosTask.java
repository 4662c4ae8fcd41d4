package dev.forkyard.jobs.chaos;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Executes items one by one. Confined to one slot thread. Looks at its context between items and
 * every few milliseconds within one that takes long; items that do nothing are taken {@value
 * #BLOCK} at a time.
 */
final class ChaosTask implements TaskFunction {
    // A look costs as much as ten of the items that do nothing.
    private static final int BLOCK = 4096;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final byte[] NOTHING = new byte[0];

    private byte[] knownBytes = NOTHING;
    private @Nullable ChaosInput known;

    @Override
    public TaskResult execute(TaskInput input, TaskContext context) throws InterruptedException {
        ChaosInput request = read(input.stageInput());
        long item = input.part().start();
        long end = input.part().end();
        long count = 0;
        long sum = 0;
        while (item < end && !context.shouldStop()) {
            long calmTo = Math.min(end, nextFault(request, item));
            if (request.work().kind() == Work.Kind.NOOP && item < calmTo) {
                long blockEnd = Math.min(calmTo, item + BLOCK);
                for (; item < blockEnd; item++) {
                    count++;
                    sum += item;
                }
            } else {
                boolean misbehaves = item == calmTo;
                if ((misbehaves && !misbehave(request, item, context))
                        || !work(request.work(), context)) {
                    break;
                }
                count++;
                sum += item;
                item++;
            }
            context.progress(item);
        }
        return new TaskResult(item, count == 0 ? NOTHING : new ChaosTotal(count, sum).encode());
    }

    /** The parts of one job come one after the other, with equal bytes. */
    private ChaosInput read(byte[] bytes) {
        ChaosInput input = known;
        if (input == null || !Arrays.equals(bytes, knownBytes)) {
            input = ChaosInput.decode(bytes);
            known = input;
            knownBytes = bytes;
        }
        return input;
    }

    private static long nextFault(ChaosInput request, long from) {
        long next = Long.MAX_VALUE;
        for (Fault fault : request.faults()) {
            next = Math.min(next, fault.items().next(from));
        }
        return next;
    }

    private static boolean misbehave(ChaosInput request, long item, TaskContext context)
            throws InterruptedException {
        for (Fault fault : request.faults()) {
            if (fault.items().next(item) == item) {
                return Misdeeds.commit(fault, item, context);
            }
        }
        return true;
    }

    /** Passes the time; returns false if it was cancelled in the middle. */
    private static boolean work(Work work, TaskContext context) {
        return switch (work.kind()) {
            case NOOP -> true;
            case SLEEP -> sleep(TimeUnit.MILLISECONDS.toNanos(work.millis()), context);
            case SPIN -> spin(TimeUnit.MILLISECONDS.toNanos(work.millis()), context);
        };
    }

    private static boolean sleep(long nanos, TaskContext context) {
        long start = System.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_NANOS));
            } catch (InterruptedException e) {
                // Somebody wants it to look at its context, which it does now.
            }
            if (context.cancelled()) {
                return false;
            }
        }
        return true;
    }

    private static boolean spin(long nanos, TaskContext context) {
        long start = System.nanoTime();
        long lookAt = LOOK_NANOS;
        for (long spent = 0; spent < nanos; spent = System.nanoTime() - start) {
            if (spent >= lookAt) {
                if (context.cancelled()) {
                    return false;
                }
                lookAt = spent + LOOK_NANOS;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
