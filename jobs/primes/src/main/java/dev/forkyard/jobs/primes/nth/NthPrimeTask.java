package dev.forkyard.jobs.primes.nth;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.SlotTools;
import dev.forkyard.jobs.primes.scan.PrimeScan;
import java.nio.ByteBuffer;

/**
 * Counts the primes of each block of a part, or a part of those below the window. Confined to its
 * slot thread.
 */
final class NthPrimeTask implements TaskFunction {
    private final TaskFunction count;
    private final PrimeScan scan = new PrimeScan(SlotTools.ofThisThread().sieve());

    /**
     * @param count executes the parts of a prime count
     */
    NthPrimeTask(TaskFunction count) {
        this.count = count;
    }

    @Override
    public TaskResult execute(TaskInput input, TaskContext context) throws Exception {
        if (!Blocks.isEncoded(input.stageInput())) {
            return count.execute(input, context);
        }
        Blocks blocks = Blocks.decode(input.stageInput());
        UnsignedRange part = input.part();
        UnsignedRange numbers = blocks.numbers(part);
        BlockCounter counter = new BlockCounter(blocks, part);
        long finishedTo = scan.scan(numbers, new BlockContext(context, blocks, part), counter);
        long finished = blocks.finished(finishedTo);
        ByteBuffer payload =
                ByteBuffer.allocate(Math.toIntExact(finished - part.start()) * Short.BYTES);
        while (payload.hasRemaining()) {
            payload.putShort((short) counter.count(payload.position() / Short.BYTES));
        }
        return new TaskResult(finished, payload.array());
    }

    /** A part's progress is counted in blocks, not in numbers. */
    private record BlockContext(TaskContext context, Blocks blocks, UnsignedRange part)
            implements TaskContext {
        @Override
        public boolean cancelled() {
            return context.cancelled();
        }

        @Override
        public boolean yieldRequested() {
            return context.yieldRequested();
        }

        @Override
        public void progress(long finishedTo) {
            long finished = blocks.finished(finishedTo);
            if (finished > part.start()) {
                context.progress(finished);
            }
        }
    }
}
