package dev.forkyard.jobs.primes;

import dev.forkyard.jobs.primes.pi.PiTask;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;

/**
 * What all task functions of one slot share: the sieve with its buffers and the tables of π, up to
 * 46 and 60 MiB. Confined to the slot's thread.
 *
 * <p>They belong to the thread, against the house's custom of no static state, because a slot keeps
 * one function of each job type that it ever executed: with tools of their own, six types of this
 * module would not fit in a worker's heap. Parts of a slot never overlap, so nothing is disturbed.
 */
public final class SlotTools {
    private static final ThreadLocal<SlotTools> OF_THREAD = ThreadLocal.withInitial(SlotTools::new);

    private final SegmentedSieve sieve = new SegmentedSieve();
    private final PiTask pi = new PiTask(sieve);

    private SlotTools() {}

    /** The tools of the calling thread, made at the first call: some 10 ms. */
    public static SlotTools ofThisThread() {
        return OF_THREAD.get();
    }

    /** The sieve. */
    public SegmentedSieve sieve() {
        return sieve;
    }

    /** What computes parts of π, with the same sieve. */
    public PiTask pi() {
        return pi;
    }
}
