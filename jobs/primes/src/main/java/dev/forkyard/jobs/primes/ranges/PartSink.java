package dev.forkyard.jobs.primes.ranges;

import dev.forkyard.jobs.primes.scan.PrimeSink;

/** Folds the primes of one part as they are shown. Confined to one thread. */
public interface PartSink<F> extends PrimeSink {
    /**
     * What was folded.
     *
     * @param finishedTo the first number that was not shown, unsigned; above the part's start
     */
    F fold(long finishedTo);
}
