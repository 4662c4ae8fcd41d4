package dev.forkyard.jobs.primes.nth;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.scan.WheelBytes;
import java.nio.ByteBuffer;

/**
 * A window cut into blocks of equal width, but for its ends: what a stage counts, one by one. The
 * blocks begin where a byte of the bitmaps does. Immutable.
 *
 * @param window what is cut; may be empty
 * @param blockBytes how many bytes of a bitmap a block has, ≥ 1
 */
record Blocks(UnsignedRange window, long blockBytes) {
    // Testing the numbers of one takes the gatherer 8 ms.
    private static final long BLOCK_BYTES_MAX = 3_333;

    // A narrow window is to be tested by all workers, and the last block in a moment.
    private static final long BLOCKS_WANTED = 64;

    // With two bytes each, a whole window fits in one result.
    private static final long BLOCKS_MAX = 100_000;

    // Layout, big-endian: tag (1 byte), start, end, bytes of a block (8 each). The tag tells such a
    // stage from those of a count.
    private static final byte TAG = 'n';
    private static final int BYTES = 1 + 3 * Long.BYTES;

    static Blocks of(UnsignedRange window) {
        long bytes = Long.divideUnsigned(window.width(), WheelBytes.NUMBERS_PER_BYTE) + 1;
        long wanted = Math.min(BLOCK_BYTES_MAX, bytes / BLOCKS_WANTED + 1);
        return new Blocks(window, Math.max(wanted, bytes / BLOCKS_MAX + 1));
    }

    /** How many blocks there are. */
    long count() {
        return window.isEmpty() ? 0 : blockOf(WheelBytes.byteOf(window.end() - 1)) + 1;
    }

    /** The block that a byte lies in. */
    long blockOf(long byteIndex) {
        return (byteIndex - firstByte()) / blockBytes;
    }

    /** The numbers of some blocks. */
    UnsignedRange numbers(UnsignedRange blocks) {
        return new UnsignedRange(startOf(blocks.start()), startOf(blocks.end()));
    }

    /** How many blocks are finished, counted from the first, when all numbers up to one are. */
    long finished(long finishedTo) {
        return finishedTo == window.end() ? count() : blockOf(WheelBytes.byteOf(finishedTo));
    }

    private long startOf(long block) {
        if (block == 0) {
            return window.start();
        }
        return block >= count() ? window.end() : WheelBytes.firstNumber(firstByteOf(block));
    }

    /** The byte that a block begins with. */
    long firstByteOf(long block) {
        return firstByte() + block * blockBytes;
    }

    private long firstByte() {
        return WheelBytes.byteOf(window.start());
    }

    static boolean isEncoded(byte[] encoded) {
        return encoded.length == BYTES && encoded[0] == TAG;
    }

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(TAG)
                .putLong(window.start())
                .putLong(window.end())
                .putLong(blockBytes)
                .array();
    }

    static Blocks decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded, 1, BYTES - 1);
        return new Blocks(new UnsignedRange(bytes.getLong(), bytes.getLong()), bytes.getLong());
    }
}
