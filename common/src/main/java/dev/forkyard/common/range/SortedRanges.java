package dev.forkyard.common.range;

import java.util.Arrays;

/**
 * Disjoint ranges in ascending unsigned order, and a cursor that stands at one of them. Confined to
 * one thread.
 *
 * <p>The bounds lie in arrays of at most {@value #BLOCK_MAX} each, below one array of the blocks'
 * lowest bounds: a search in 10,000 ranges touches some five cache lines, where a balanced tree
 * follows fourteen pointers, and a range that grows or shrinks in its place, as nearly all do that
 * are worked off, moves nothing. An insertion moves half a block.
 */
final class SortedRanges {
    private static final int BLOCK_MAX = 64;

    private static final class Block {
        // Small at first: a job has up to thousands of stages with three sets each.
        long[] starts = new long[1];
        long[] ends = new long[1];
        int count;

        void insert(int place, long start, long end) {
            makeRoom(1);
            System.arraycopy(starts, place, starts, place + 1, count - place);
            System.arraycopy(ends, place, ends, place + 1, count - place);
            starts[place] = start;
            ends[place] = end;
            count++;
        }

        void remove(int place) {
            count--;
            System.arraycopy(starts, place + 1, starts, place, count - place);
            System.arraycopy(ends, place + 1, ends, place, count - place);
        }

        /** Moves ranges from {@code from} on to the end of another block. */
        void moveTo(Block other, int from) {
            int moved = count - from;
            other.makeRoom(moved);
            System.arraycopy(starts, from, other.starts, other.count, moved);
            System.arraycopy(ends, from, other.ends, other.count, moved);
            other.count += moved;
            count = from;
        }

        private void makeRoom(int more) {
            if (count + more > starts.length) {
                int room = Math.min(BLOCK_MAX, 2 * (count + more));
                starts = Arrays.copyOf(starts, room);
                ends = Arrays.copyOf(ends, room);
            }
        }
    }

    private Block[] blocks = {new Block()};
    private long[] lowest = new long[1];
    private int blockCount = 1;
    private int size;

    private int block;
    private int place;

    int size() {
        return size;
    }

    /** Goes to the last range that starts at or below a number; false if there is none. */
    boolean seek(long number) {
        if (!isNear(number)) {
            block = Math.max(0, lastUpTo(lowest, blockCount, number));
            place = lastUpTo(blocks[block].starts, blocks[block].count, number);
        }
        return place >= 0;
    }

    /**
     * Goes to the last range that starts at or below a number if the cursor stands there already,
     * or right behind in the same block: who looks at a range looks at it again when it changes.
     */
    private boolean isNear(long number) {
        if (block >= blockCount || place < 0 || place >= blocks[block].count) {
            return false;
        }
        long[] starts = blocks[block].starts;
        if (Long.compareUnsigned(number, starts[place]) < 0) {
            boolean near = place > 0 && Long.compareUnsigned(starts[place - 1], number) <= 0;
            place -= near ? 1 : 0;
            return near;
        }
        if (place + 1 < blocks[block].count) {
            return Long.compareUnsigned(number, starts[place + 1]) < 0;
        }
        return block + 1 == blockCount || Long.compareUnsigned(number, lowest[block + 1]) < 0;
    }

    /** Where the cursor stands. */
    long place() {
        return (long) block << Integer.SIZE | (place & 0xffff_ffffL);
    }

    /**
     * Goes to where the cursor once stood, for a search that may end there: all else it forgets.
     */
    void goBack(long to) {
        block = (int) (to >>> Integer.SIZE);
        place = (int) to;
    }

    /** Goes to the lowest range; false if there is none. */
    boolean seekFirst() {
        block = 0;
        place = 0;
        return size > 0;
    }

    /** Goes to the range after the cursor, or stays; after a vain search, to the lowest. */
    boolean seekNext() {
        if (place + 1 < blocks[block].count) {
            place++;
            return true;
        }
        if (block + 1 < blockCount) {
            block++;
            place = 0;
            return true;
        }
        return false;
    }

    long start() {
        return blocks[block].starts[place];
    }

    long end() {
        return blocks[block].ends[place];
    }

    /** Moves the range's lower bound, not past another range. */
    void moveStart(long start) {
        blocks[block].starts[place] = start;
        if (place == 0) {
            lowest[block] = start;
        }
    }

    /** Moves the range's upper bound, not past another range. */
    void moveEnd(long end) {
        blocks[block].ends[place] = end;
    }

    /** Puts a range where it belongs; the cursor is nowhere after that. */
    void insert(long start, long end) {
        seek(start);
        if (blocks[block].count == BLOCK_MAX) {
            split(block);
            seek(start);
        }
        blocks[block].insert(place + 1, start, end);
        lowest[block] = blocks[block].starts[0];
        size++;
    }

    /** Takes the range at the cursor out; the cursor is nowhere after that. */
    void remove() {
        blocks[block].remove(place);
        lowest[block] = blocks[block].starts[0];
        size--;
        // Half full at most, so that what is cut and joined by turns does not go to and fro.
        joinWithNext(block);
        joinWithNext(block - 1);
    }

    private void split(int full) {
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * blockCount);
            lowest = Arrays.copyOf(lowest, 2 * blockCount);
        }
        System.arraycopy(blocks, full + 1, blocks, full + 2, blockCount - full - 1);
        System.arraycopy(lowest, full + 1, lowest, full + 2, blockCount - full - 1);
        Block upper = new Block();
        blocks[full].moveTo(upper, BLOCK_MAX / 2);
        blocks[full + 1] = upper;
        lowest[full + 1] = upper.starts[0];
        blockCount++;
    }

    private void joinWithNext(int lower) {
        int upper = lower + 1;
        if (lower < 0 || upper >= blockCount) {
            return;
        }
        boolean oneEmpty = blocks[lower].count == 0 || blocks[upper].count == 0;
        if (!oneEmpty && blocks[lower].count + blocks[upper].count > BLOCK_MAX / 2) {
            return;
        }
        blocks[upper].moveTo(blocks[lower], 0);
        lowest[lower] = blocks[lower].starts[0];
        blockCount--;
        System.arraycopy(blocks, upper + 1, blocks, upper, blockCount - upper);
        System.arraycopy(lowest, upper + 1, lowest, upper, blockCount - upper);
    }

    /**
     * The index of the last of the first {@code count} numbers that is ≤ a number, −1 if none. Its
     * loop has no branch to be guessed wrong, which half of a search's steps would be.
     */
    private static int lastUpTo(long[] numbers, int count, long number) {
        long signed = number + Long.MIN_VALUE;
        int last = 0;
        for (int left = count; left > 1; ) {
            int half = left >>> 1;
            last = numbers[last + half] + Long.MIN_VALUE <= signed ? last + half : last;
            left -= half;
        }
        return count > 0 && numbers[last] + Long.MIN_VALUE <= signed ? last : last - 1;
    }
}
