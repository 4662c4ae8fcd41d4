package dev.forkyard.jobs.primes.sieve;

/** Crosses off the multiples of some primes in a span. Confined to one thread. */
@FunctionalInterface
interface SpanStencil {
    /**
     * Clears bits of {@code bits[0, length)}.
     *
     * @param firstByte the byte that {@code bits[0]} stands for, counted from the byte of 0
     * @return false when it was told to stop and the span is not complete
     */
    boolean crossOff(byte[] bits, int length, long firstByte);
}
