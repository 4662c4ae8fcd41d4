package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.SlotTools;
import dev.forkyard.jobs.primes.scan.PrimeScan;
import java.nio.ByteBuffer;

/** Folds the primes of one part. Confined to its slot thread. */
final class RangesTask<F> implements TaskFunction {
    private static final byte[] NOTHING = new byte[0];

    private final RangeOperation<F> operation;
    private final PrimeScan scan = new PrimeScan(SlotTools.ofThisThread().sieve());

    RangesTask(RangeOperation<F> operation) {
        this.operation = operation;
    }

    @Override
    public TaskResult execute(TaskInput input, TaskContext context) {
        UnsignedRange part = input.part();
        UnsignedRange shown = shown(part, RangesJob.rangeStart(input.stageInput()));
        PartSink<F> sink = operation.open(shown, part.start());
        long finishedTo = scan.scan(shown, context, sink);
        if (Long.compareUnsigned(finishedTo, part.start()) <= 0) {
            return new TaskResult(part.start(), NOTHING);
        }
        ByteBuffer payload = ByteBuffer.allocate(operation.foldBytes());
        operation.put(sink.fold(finishedTo), payload);
        return new TaskResult(finishedTo, payload.array());
    }

    private UnsignedRange shown(UnsignedRange part, long rangeStart) {
        long before = part.start() - rangeStart;
        boolean near = Long.compareUnsigned(before, operation.lookBack()) < 0;
        return new UnsignedRange(part.start() - (near ? before : operation.lookBack()), part.end());
    }
}
