package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/**
 * Multiples that wait to be crossed off in the segments ahead, by segment: a ring of lists, each a
 * chain of blocks from one pool. Confined to one thread.
 *
 * <p>A multiple is one {@code int}: bits 8–26 the byte in its segment, bits 0–7 the mask that
 * clears its bit when AND-ed; what lies above bit 26 has no meaning.
 */
final class MultipleRing {
    /** How many segments ahead, the present one included, can have a list. */
    static final int SLOTS = 64;

    private static final int AT = SieveSizes.SEGMENT_BYTES - 1;
    private static final int NONE = -1;

    // 4 KiB: a list wastes half of one, and the way to the next costs nothing beside filling it.
    private static final int BLOCK_SHIFT = 10;
    private static final int BLOCK = 1 << BLOCK_SHIFT;

    private final int[] tails = new int[SLOTS];
    private int[] pool = new int[0];
    private int[] before = new int[0];
    private int[] free = new int[0];
    private int freeBlocks;

    MultipleRing() {
        clear();
    }

    /** Forgets all multiples. */
    void clear() {
        reserveBlocks(SLOTS);
        freeBlocks = free.length;
        for (int block = 0; block < free.length; block++) {
            free[block] = free.length - 1 - block;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            int block = free[--freeBlocks];
            before[block] = NONE;
            tails[slot] = block << BLOCK_SHIFT;
        }
    }

    /** Makes room for so many more multiples. */
    void reserve(long multiples) {
        int blocks = (int) (multiples >>> BLOCK_SHIFT) + SLOTS + 1;
        if (blocks > freeBlocks) {
            // A quarter more, so that it happens rarely; not twice, for the pool may be large.
            int all = free.length - freeBlocks + blocks;
            reserveBlocks(Math.max(all, free.length + free.length / 4));
        }
    }

    private void reserveBlocks(int blocks) {
        int old = free.length;
        if (blocks > old) {
            pool = Arrays.copyOf(pool, blocks << BLOCK_SHIFT);
            before = Arrays.copyOf(before, blocks);
            free = Arrays.copyOf(free, blocks);
            for (int block = old; block < blocks; block++) {
                free[freeBlocks++] = block;
            }
        }
    }

    /**
     * The arrays that {@link #put} takes; they stay the same until the next {@link #reserve}: the
     * compiler would otherwise read the fields anew for each multiple.
     */
    int[] pool() {
        return pool;
    }

    int[] tails() {
        return tails;
    }

    /**
     * Adds a multiple; room for it must have been reserved.
     *
     * @param slot where the segment is that {@code to} counts from
     * @param to how many bytes behind that segment's first the multiple lies; −1 is in the list of
     *     the slot before
     * @param mask clears its bit, 0…255
     */
    void put(int[] pool, int[] tails, int slot, int to, int mask) {
        int list = (slot + (to >> SieveSizes.SEGMENT_SHIFT)) & (SLOTS - 1);
        int tail = tails[list];
        pool[tail] = (to << 8) | mask;
        tail++;
        tails[list] = (tail & (BLOCK - 1)) == 0 ? extend(tail) : tail;
    }

    private int extend(int tail) {
        int block = free[--freeBlocks];
        before[block] = (tail - 1) >>> BLOCK_SHIFT;
        return block << BLOCK_SHIFT;
    }

    /** Crosses off a segment's multiples in {@link Segment#BITS} and forgets them. */
    void crossOff(int slot) {
        int end = tails[slot];
        int block = end >>> BLOCK_SHIFT;
        crossOff(pool, block << BLOCK_SHIFT, end);
        while (before[block] != NONE) {
            free[freeBlocks++] = block;
            block = before[block];
            crossOff(pool, block << BLOCK_SHIFT, (block + 1) << BLOCK_SHIFT);
        }
        tails[slot] = block << BLOCK_SHIFT;
    }

    /** Forgets a list. */
    void drop(int slot) {
        int block = tails[slot] >>> BLOCK_SHIFT;
        while (before[block] != NONE) {
            free[freeBlocks++] = block;
            block = before[block];
        }
        tails[slot] = block << BLOCK_SHIFT;
    }

    private static void crossOff(int[] pool, int from, int to) {
        for (int index = from; index < to; index++) {
            int multiple = pool[index];
            Segment.BITS[(multiple >>> 8) & AT] &= (byte) multiple;
        }
    }
}
