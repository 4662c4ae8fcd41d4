package dev.forkyard.jobs.primes.sieve;

import java.lang.ref.SoftReference;
import java.util.OptionalLong;

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

    /** What is kept. */
    private record Arrays(byte[] gaps, int[] states) {}

    private SoftReference<Arrays> kept = new SoftReference<>(null);
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
        boolean goesOn = takeBack() && firstByte == endByte;
        endByte = NOWHERE;
        if (!goesOn) {
            size = 0;
            lastBit = FIRST_BIT;
            coveredTo = SieveSizes.RING_PRIME_MAX;
            full = false;
            capacity = 0;
            if (keep) {
                makeRoom(root);
            }
        }
    }

    private boolean takeBack() {
        Arrays arrays = kept.get();
        if (arrays == null) {
            return false;
        }
        gaps = arrays.gaps;
        states = arrays.states;
        return true;
    }

    // The old arrays go first, so that the heap never has to hold both.
    private void makeRoom(long root) {
        long most = (long) (root / (Math.log(root) - LEGENDRE));
        int wanted = (int) Math.min(most, SieveSizes.KEPT_PRIMES_MAX);
        if (wanted > states.length) {
            gaps = new byte[0];
            states = new int[0];
            kept.clear();
            states = new int[wanted];
            gaps = new byte[wanted];
        }
        capacity = states.length;
    }

    /**
     * Ends what {@link #open} began: from now on the primes are kept only while nobody else needs
     * the memory.
     *
     * @param byteIndex where all states stand, if no prime was left out
     */
    void close(OptionalLong byteIndex) {
        endByte = byteIndex.orElse(NOWHERE);
        kept = new SoftReference<>(new Arrays(gaps, states));
        gaps = new byte[0];
        states = new int[0];
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
