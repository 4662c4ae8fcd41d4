package dev.forkyard.jobs.primes.sieve;

/**
 * The smallest of the big primes with their states, kept from span to span: five bytes each, {@link
 * SieveSizes#KEPT_PRIMES_MAX} at most. What does not fit is produced anew for each span. Confined
 * to one thread.
 */
final class PrimeStore {
    /** What the first prime's gap counts from. */
    static final int FIRST_BIT = SieveSizes.RING_PRIME_MAX / Wheel.NUMBERS_PER_BYTE * 8;

    /** Instead of an index: there is no room. */
    static final int FULL = -1;

    // A larger prime's step does not fit into a state.
    private static final int BIT_MAX = (int) ((1L << 31) / Wheel.NUMBERS_PER_BYTE * 8);
    private static final long NOWHERE = -1;

    // Legendre's x / (ln x − 1.1) is above π(x) here, by less than a percent.
    private static final double LEGENDRE = 1.1;

    private byte[] gaps = {};
    private int[] states = {};
    private int size;
    private int capacity;
    private int lastBit;
    private boolean full;
    private long coveredTo;
    private long endByte = NOWHERE;

    /**
     * Keeps the primes if they stand at the span's first byte, else forgets them.
     *
     * @param root of the span's end
     * @param keep whether to take primes in
     */
    void open(long firstByte, long root, boolean keep) {
        if (firstByte != endByte) {
            size = 0;
            lastBit = FIRST_BIT;
            coveredTo = SieveSizes.RING_PRIME_MAX;
            full = false;
            capacity = 0;
            if (keep) {
                makeRoom(root);
            }
        }
        endByte = NOWHERE;
    }

    // The old arrays go first, so that the heap never has to hold both.
    private void makeRoom(long root) {
        long most = (long) (root / (Math.log(root) - LEGENDRE));
        int wanted = (int) Math.min(most, SieveSizes.KEPT_PRIMES_MAX);
        if (wanted > states.length) {
            gaps = new byte[0];
            states = new int[0];
            states = new int[wanted];
            gaps = new byte[wanted];
        }
        capacity = states.length;
    }

    /** Says that all states stand at a byte, and no prime was left out. */
    void close(long byteIndex) {
        endByte = byteIndex;
    }

    /** All primes up to it are in the store. */
    long coveredTo() {
        return coveredTo;
    }

    /** Says that all primes up to a number have been offered. */
    void cover(long number) {
        if (!full) {
            coveredTo = number;
        }
    }

    /**
     * Takes the next primes in, if there is room for all.
     *
     * @param bits the primes, each the next one behind the last
     * @return the index of the first one's state, or {@link #FULL}
     */
    int append(int[] bits, int more) {
        full |= size + more > capacity || bits[more - 1] > BIT_MAX;
        if (full) {
            return FULL;
        }
        int index = size;
        int before = lastBit;
        for (int at = 0; at < more; at++) {
            gaps[index + at] = (byte) (bits[at] - before);
            before = bits[at];
        }
        lastBit = before;
        size += more;
        coveredTo = Wheel.numberOfBit(before);
        return index;
    }

    int size() {
        return size;
    }

    /** By prime: how many bits behind the last prime's its own lies, 1…90. */
    byte[] gaps() {
        return gaps;
    }

    /** By prime: its state. */
    int[] states() {
        return states;
    }
}
