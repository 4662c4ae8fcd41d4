package dev.forkyard.jobs.primes.sieve;

/** Looks at sieved segments; must not sieve itself meanwhile. Confined to one thread. */
@FunctionalInterface
public interface SegmentVisitor {
    /**
     * Looks at one segment: a bit is set where there is a prime of the window above 5.
     *
     * @param from first byte of the segment in {@code bits}
     * @param to where it ends, a multiple of 8 behind {@code from}
     * @param firstByte the byte that {@code bits[from]} stands for, counted from the byte of 0
     * @param finishedTo the first number of the window behind the segment
     * @return false to end the sieve
     */
    boolean visit(byte[] bits, int from, int to, long firstByte, long finishedTo);
}
