package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;

/** The leaves μ(m)·φ(⌊x/m⌋, 8) of the multipliers m. A part is a window of m. Stateless. */
final class OrdinaryLeaves {
    private static final int LEAVES_PER_LOOK = 1 << 16;

    private final PiTables tables;
    private final SmallPattern pattern;

    OrdinaryLeaves(PiTables tables, SmallPattern pattern) {
        this.tables = tables;
        this.pattern = pattern;
    }

    /** What m can be: 1…z. */
    static UnsignedRange extent(PiBounds bounds) {
        return new UnsignedRange(1, bounds.z() + 1);
    }

    PartFold fold(UnsignedRange part, TaskContext context) {
        Multipliers multipliers = tables.multipliers();
        long x = tables.bounds().x();
        int end = multipliers.countTo(part.end() - 1);
        long sum = 0;
        int at = multipliers.countTo(part.start() - 1);
        while (at < end) {
            int stop = Math.min(end, at + LEAVES_PER_LOOK);
            for (; at < stop; at++) {
                long phi = pattern.phi(x / multipliers.number(at));
                sum += multipliers.signedFactor(at) < 0 ? -phi : phi;
            }
            long finishedTo = at < end ? multipliers.number(at) : part.end();
            context.progress(finishedTo);
            if (context.shouldStop()) {
                return new PartFold(finishedTo, LeafFold.of(sum));
            }
        }
        context.progress(part.end());
        return new PartFold(part.end(), LeafFold.of(sum));
    }
}
