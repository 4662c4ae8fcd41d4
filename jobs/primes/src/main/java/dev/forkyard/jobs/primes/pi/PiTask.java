package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.job.TaskResult;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/**
 * Computes parts of the formula's sums. Confined to one thread; keeps the tables of the last x from
 * part to part, while nobody else needs the memory.
 */
public final class PiTask {
    private static final byte[] NOTHING = new byte[0];

    private final SegmentedSieve sieve;
    private @Nullable SmallPattern pattern;
    private SoftReference<PiTables> tables = new SoftReference<>(null);

    /**
     * @param sieve free for use while a part is computed
     */
    public PiTask(SegmentedSieve sieve) {
        this.sieve = sieve;
    }

    /** Computes one part, or the prefix of it that is finished when the context asks to stop. */
    public TaskResult execute(PiStage stage, UnsignedRange part, TaskContext context) {
        if (context.cancelled()) {
            return new TaskResult(part.start(), NOTHING);
        }
        PartFold result = fold(stage, part, context);
        return result.finishedTo() == part.start()
                ? new TaskResult(part.start(), NOTHING)
                : new TaskResult(result.finishedTo(), result.fold().encode());
    }

    private PartFold fold(PiStage stage, UnsignedRange part, TaskContext context) {
        PiBounds bounds = stage.bounds();
        return switch (stage.kind()) {
            case HARD -> new HardLeaves(tables(bounds), pattern()).fold(part, context);
            case PAIRS -> new PrimePairs(bounds, sieve).fold(part, context);
            case EASY -> new EasyLeaves(tables(bounds), sieve).fold(part, context);
            case ORDINARY -> new OrdinaryLeaves(tables(bounds), pattern()).fold(part, context);
            case SIGMA -> new PartFold(part.end(), LeafFold.of(SigmaTerms.sum(tables(bounds))));
        };
    }

    private PiTables tables(PiBounds bounds) {
        PiTables kept = tables.get();
        if (kept == null || !kept.bounds().equals(bounds)) {
            tables.clear(); // The old ones go first, so that a small heap never has to hold both.
            kept = PiTables.of(bounds);
            tables = new SoftReference<>(kept);
        }
        return kept;
    }

    private SmallPattern pattern() {
        SmallPattern made = pattern != null ? pattern : new SmallPattern();
        pattern = made;
        return made;
    }
}
