package dev.forkyard.jobs.primes.sieve;

/** Crosses off the multiples of large primes, segment by segment. Confined to one thread. */
interface SegmentStencil {
    /** Crosses off nothing. */
    SegmentStencil NONE =
            new SegmentStencil() {
                @Override
                public void open() {}

                @Override
                public boolean prepare(long segmentByte, long ahead, boolean whole) {
                    return true;
                }

                @Override
                public void crossOff(int length) {}
            };

    /** Says that the next segment does not follow the last one. */
    void open();

    /**
     * Makes ready for a segment; {@link Segment} is free meanwhile.
     *
     * @param segmentByte its first byte, counted from the byte of 0
     * @param ahead how many bytes from there on are going to be sieved, a multiple of 8
     * @param whole whether all segments are whole ones, so that others may follow
     * @return false when it was told to stop; then {@link #open} must come next
     */
    boolean prepare(long segmentByte, long ahead, boolean whole);

    /** Clears bits of the segment in {@link Segment#BITS}. */
    void crossOff(int length);
}
