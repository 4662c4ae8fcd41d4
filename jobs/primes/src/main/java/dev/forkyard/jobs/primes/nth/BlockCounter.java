package dev.forkyard.jobs.primes.nth;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.scan.PrimeSink;

/** Counts the primes of each block of a part. Confined to one thread. */
final class BlockCounter implements PrimeSink {
    private final Blocks blocks;
    private final long firstBlock;
    private final int[] counts;

    BlockCounter(Blocks blocks, UnsignedRange part) {
        this.blocks = blocks;
        firstBlock = part.start();
        counts = new int[Math.toIntExact(part.width())];
    }

    /** They lie in the byte of 0, with which the first block of all begins. */
    @Override
    public void small(int prime) {
        counts[0]++;
    }

    @Override
    public void segment(byte[] bits, int from, int to, long firstByte) {
        int at = from;
        while (at < to) {
            long inSegment = firstByte + (at - from);
            long block = blocks.blockOf(inSegment);
            int index = (int) (block - firstBlock);
            if (index >= counts.length) {
                return; // The bytes that fill up the last word.
            }
            long left = blocks.blockBytes() - (inSegment - blocks.firstByteOf(block));
            int end = (int) Math.min(to, at + left);
            for (; at < end; at++) {
                counts[index] += Integer.bitCount(bits[at] & 0xff);
            }
        }
    }

    /** The primes of one block of the part, by its place in it. */
    int count(int index) {
        return counts[index];
    }
}
