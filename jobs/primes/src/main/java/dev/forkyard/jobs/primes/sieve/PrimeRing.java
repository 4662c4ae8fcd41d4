package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/**
 * Primes by the segment of their next multiple: a ring of lists for the segments ahead, each a
 * chain of blocks from one pool (a bucket sieve, as primesieve's EratBig). Used by the one {@link
 * HighSieve}, under its lock.
 *
 * <p>A prime is one {@code long}: bits 0–8 the spoke of the {@link WideWheel}, 9–30 the prime
 * divided by 30, and at the top the list of the multiple's segment, below it the byte in that. So
 * the next multiple is one sum: the byte carries into the list, which wraps around by itself.
 */
final class PrimeRing {
    /** How many segments ahead, the present one included, can have a list. */
    static final int SLOTS = slots();

    private static final int AT = SieveSizes.SEGMENT_BYTES - 1;
    private static final int LIST_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SLOTS);

    /** How far up in a record the byte of the multiple lies. */
    static final int AT_SHIFT = LIST_SHIFT - SieveSizes.SEGMENT_SHIFT;

    private static final int PRIME_SHIFT = 9;

    /** The largest prime divided by 30 that a record holds. */
    static final int A_MAX = (1 << 22) - 1;

    private static final long PRIME = (long) A_MAX << PRIME_SHIFT;
    private static final int NONE = -1;

    // By spoke: what a record's prime is multiplied by and what is added besides, to get to the
    // next multiple; and the byte that clears the multiple's bit when AND-ed.
    private static final long[] GAPS = new long[WideWheel.SPOKE + 1];
    private static final long[] MORES = new long[WideWheel.SPOKE + 1];
    private static final byte[] CLEARS = new byte[WideWheel.SPOKE + 1];

    static {
        for (int spoke = 0; spoke < WideWheel.GAP.length; spoke++) {
            GAPS[spoke] = (long) WideWheel.GAP[spoke] << (AT_SHIFT - PRIME_SHIFT);
            int onward = WideWheel.next(spoke) - spoke;
            MORES[spoke] = ((long) WideWheel.CARRY[spoke] << AT_SHIFT) + onward;
            CLEARS[spoke] = WideWheel.CLEAR[spoke];
        }
    }

    // 8 KiB: with 4 KiB 10^15 took 2 % more, with 16 KiB the same.
    private static final int BLOCK_SHIFT = 10;
    private static final int BLOCK = 1 << BLOCK_SHIFT;

    // Static for the same reason as Segment.
    private static final int[] TAILS = new int[SLOTS];

    private long[] pool = {};
    private int[] before = {};
    private int[] free = {};
    private int freeBlocks;
    private int primes;
    private int slot;

    PrimeRing() {
        clear();
    }

    // The largest step and its carry, from a segment's last byte: a power of two above it.
    private static int slots() {
        int step = (SieveSizes.RING_PRIME_MAX / Wheel.NUMBERS_PER_BYTE + 1) * WideWheel.GAP_MAX;
        int ahead = (AT + step + WideWheel.CARRY_MAX) >>> SieveSizes.SEGMENT_SHIFT;
        return Integer.highestOneBit(ahead) << 1;
    }

    /** Forgets all primes. */
    void clear() {
        primes = 0;
        reserve(0);
        freeBlocks = free.length;
        for (int block = 0; block < free.length; block++) {
            free[block] = free.length - 1 - block;
        }
        for (int list = 0; list < SLOTS; list++) {
            TAILS[list] = newList();
        }
        slot = 0;
    }

    /** Makes room for so many more primes. */
    void reserve(int more) {
        primes += more;
        // Each list has a block that is not full, and two more are being read.
        int blocks = (primes >>> BLOCK_SHIFT) + SLOTS + 2;
        int old = free.length;
        if (blocks > old) {
            // A quarter more, so that it happens rarely; not twice, for the pool may be large.
            int all = Math.max(blocks, old + old / 4);
            pool = Arrays.copyOf(pool, all << BLOCK_SHIFT);
            before = Arrays.copyOf(before, all);
            free = Arrays.copyOf(free, all);
            for (int block = old; block < all; block++) {
                free[freeBlocks++] = block;
            }
        }
    }

    /**
     * Adds a prime; room for it must have been reserved.
     *
     * @param at how many bytes behind the next segment's first its next multiple lies
     */
    void put(int a, int at, int spoke) {
        long ahead = ((long) slot << SieveSizes.SEGMENT_SHIFT) + at;
        add(pool, (ahead << AT_SHIFT) | ((long) a << PRIME_SHIFT) | spoke);
    }

    /** Crosses off in {@link Segment#BITS}, which holds the next segment. */
    void crossOff() {
        // A prime may have another multiple in the segment: then its list begins anew.
        while (!isEmpty(TAILS[slot])) {
            int end = TAILS[slot];
            TAILS[slot] = newList();
            crossOffChain(end);
        }
        slot = (slot + 1) & (SLOTS - 1);
    }

    private boolean isEmpty(int tail) {
        return (tail & (BLOCK - 1)) == 0 && before[tail >>> BLOCK_SHIFT] == NONE;
    }

    private void crossOffChain(int end) {
        int block = end >>> BLOCK_SHIFT;
        crossOff(pool, block << BLOCK_SHIFT, end);
        while (before[block] != NONE) {
            int done = block;
            block = before[block];
            free[freeBlocks++] = done;
            crossOff(pool, block << BLOCK_SHIFT, (block + 1) << BLOCK_SHIFT);
        }
        free[freeBlocks++] = block;
    }

    private void crossOff(long[] pool, int from, int to) {
        for (int index = from; index < to; index++) {
            long prime = pool[index];
            int spoke = (int) prime & WideWheel.SPOKE;
            Segment.BITS[(int) (prime >>> AT_SHIFT) & AT] &= CLEARS[spoke];
            add(pool, prime + (prime & PRIME) * GAPS[spoke] + MORES[spoke]);
        }
    }

    private void add(long[] pool, long prime) {
        int list = (int) (prime >>> LIST_SHIFT);
        int tail = TAILS[list];
        pool[tail] = prime;
        TAILS[list] = moved(tail);
    }

    private int moved(int tail) {
        return ((tail + 1) & (BLOCK - 1)) == 0 ? extend(tail) : tail + 1;
    }

    private int extend(int tail) {
        int block = free[--freeBlocks];
        before[block] = tail >>> BLOCK_SHIFT;
        return block << BLOCK_SHIFT;
    }

    private int newList() {
        int block = free[--freeBlocks];
        before[block] = NONE;
        return block << BLOCK_SHIFT;
    }
}
