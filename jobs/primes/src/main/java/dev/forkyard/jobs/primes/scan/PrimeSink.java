package dev.forkyard.jobs.primes.scan;

/** Looks at the primes of a window in ascending order. Confined to one thread. */
public interface PrimeSink {
    /** Gets 2, 3 and 5 where the window has them, before all others. */
    void small(int prime);

    /**
     * Gets one segment: bit {@code j} of a byte is set where there is a prime of the window above
     * 5, {@link WheelBytes#residue} of {@code j} beyond the byte's first number.
     *
     * @param from first byte of the segment in {@code bits}
     * @param to where it ends, a multiple of 8 behind {@code from}
     * @param firstByte the byte that {@code bits[from]} stands for, counted from the byte of 0;
     *     adjoins the last segment
     */
    void segment(byte[] bits, int from, int to, long firstByte);
}
