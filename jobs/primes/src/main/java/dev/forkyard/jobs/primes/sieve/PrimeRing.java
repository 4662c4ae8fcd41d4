package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/**
 * Primes by the segment of their next multiple: a ring of lists for the segments ahead, each a
 * chain of blocks from one pool (a bucket sieve, as primesieve's EratBig). Used by the one {@link
 * HighSieve}, under its lock.
 *
 * <p>A prime is one {@code long}: bits 0–8 the spoke of the {@link WideWheel}, 9–27 the byte of the
 * multiple in its segment, 28–35 nothing, 36–63 the prime divided by 30. The next multiple is a
 * sum, which leaves in the empty bits how many segments ahead it lies, fewer than {@link #SLOTS}.
 */
final class PrimeRing {
    /** How many segments ahead, the present one included, can have a list. */
    static final int SLOTS = slots();

    private static final int AT = SieveSizes.SEGMENT_BYTES - 1;
    private static final int AT_SHIFT = WideWheel.AT_SHIFT;
    private static final int AHEAD_SHIFT = AT_SHIFT + SieveSizes.SEGMENT_SHIFT;
    private static final int PRIME_SHIFT = AHEAD_SHIFT + 8;
    private static final long NOT_AHEAD = ~(255L << AHEAD_SHIFT);
    private static final int NONE = -1;

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
        int list = (slot + (at >>> SieveSizes.SEGMENT_SHIFT)) & (SLOTS - 1);
        int tail = TAILS[list];
        pool[tail] = ((long) a << PRIME_SHIFT) | ((long) (at & AT) << AT_SHIFT) | spoke;
        TAILS[list] = moved(tail);
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
        int slot = this.slot;
        for (int index = from; index < to; index++) {
            long prime = pool[index];
            int step = WideWheel.STEPS[(int) prime & WideWheel.SPOKE];
            Segment.BITS[(int) (prime >>> AT_SHIFT) & AT] &= (byte) step;
            long next =
                    prime
                            + (prime >>> PRIME_SHIFT) * (step & WideWheel.GAP)
                            + (step >> WideWheel.MORE_SHIFT);
            int list = (slot + (int) (next >>> AHEAD_SHIFT)) & (SLOTS - 1);
            int tail = TAILS[list];
            pool[tail] = next & NOT_AHEAD;
            TAILS[list] = moved(tail);
        }
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
