package dev.forkyard.jobs.primes;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskFunction;
import dev.forkyard.common.job.TaskInput;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.pi.PiStage;
import dev.forkyard.jobs.primes.pi.PiTask;
import dev.forkyard.jobs.primes.primality.CandidateCounter;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.util.List;

/**
 * Counts the primes of one part, by sieve or candidate by candidate, whichever is expected to be
 * quicker, or computes a part of π(x). Confined to its slot thread; sieve and tables of π are the
 * slot's ({@link SlotTools}).
 */
final class PrimeCountTask implements TaskFunction {
    private final SegmentedSieve sieve = SlotTools.ofThisThread().sieve();
    private final PrimeCounter candidates = new CandidateCounter();
    private final PiTask pi = SlotTools.ofThisThread().pi();

    @Override
    public TaskResult execute(TaskInput input, TaskContext context) {
        if (PiStage.isEncoded(input.stageInput())) {
            return pi.execute(PiStage.decode(input.stageInput()), input.part(), context);
        }
        PrimeCountStage stage = PrimeCountStage.decode(input.stageInput());
        return stage.isRange()
                ? countWindow(input.part(), context)
                : countItems(stage.windows(), input.part(), context);
    }

    private TaskResult countWindow(UnsignedRange window, TaskContext context) {
        PrefixCount prefix = counterFor(window).count(window, context);
        boolean nothing = prefix.finishedTo() == window.start();
        return new TaskResult(
                prefix.finishedTo(),
                PrimeCountPayload.encode(new long[] {prefix.count()}, nothing ? 0 : 1));
    }

    private TaskResult countItems(
            List<UnsignedRange> windows, UnsignedRange part, TaskContext context) {
        int first = Math.toIntExact(part.start());
        long[] counts = new long[Math.toIntExact(part.width())];
        int finished = 0;
        while (finished < counts.length && !context.shouldStop()) {
            UnsignedRange window = windows.get(first + finished);
            PrefixCount prefix = counterFor(window).count(window, new ItemContext(context));
            if (prefix.finishedTo() != window.end()) {
                break;
            }
            counts[finished++] = prefix.count();
            context.progress(first + finished);
        }
        return new TaskResult(first + finished, PrimeCountPayload.encode(counts, finished));
    }

    private PrimeCounter counterFor(UnsignedRange window) {
        return CountCost.of(window.end()).prefersSieve(window) ? sieve : candidates;
    }
}
