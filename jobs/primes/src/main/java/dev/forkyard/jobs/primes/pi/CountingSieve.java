package dev.forkyard.jobs.primes.pi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A segment of numbers from which primes are crossed off one after the other, and how many are left
 * up to any number in between. Confined to one thread.
 *
 * <p>Thirty numbers a byte. A prime's multiples lie on eight spokes, each with a bit and a stride
 * of as many bytes as the prime has; the spoke's next byte is kept from segment to segment. A count
 * per {@value #BLOCK_BYTES} bytes is kept up to date while crossing off, so that counting up to a
 * number skips whole blocks; Lagarias, Miller and Odlyzko use a binary tree there, whose update for
 * each multiple costs more than walking: leaves come in ascending order, and a walk goes on where
 * the last one ended.
 */
final class CountingSieve {
    /** Bytes of a segment: with the spokes, half of a 1 MiB L2 cache holds it. */
    static final int SEGMENT_BYTES = 128 * 1024;

    /** Numbers of a segment. */
    static final long SEGMENT_NUMBERS = 30L * SEGMENT_BYTES;

    // 64 words: a count then looks at 32 words on average, or at fewer when leaves are dense.
    private static final int BLOCK_SHIFT = 9;
    private static final int BLOCK_BYTES = 1 << BLOCK_SHIFT;
    private static final int WORDS_PER_BLOCK_SHIFT = BLOCK_SHIFT - 3;
    private static final int SPOKES = 8;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int[] SPOKE_BITS = spokeBits();

    private final SmallPattern pattern;
    private final byte[] bits = new byte[SEGMENT_BYTES];
    private final int[] blockCounts = new int[SEGMENT_BYTES / BLOCK_BYTES];
    private final int[] before = new int[SEGMENT_BYTES / 8];
    private int[] spokes = new int[0];
    private int[] primes = new int[0];
    private int length;
    private long firstNumber;
    private int left;

    // The walk: everything before word `word` is counted; `before` in whole blocks before `block`.
    private int block;
    private int word;
    private int countBefore;
    private int count;

    CountingSieve(SmallPattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Begins a window.
     *
     * @param start the window's first number, ≥ 0
     * @param primes above 19, in the order in which they will be crossed off
     */
    void open(long start, int[] primes) {
        this.primes = primes;
        spokes = new int[primes.length * SPOKES];
        length = 0;
        long firstByte = start / 30;
        firstNumber = 30 * firstByte;
        for (int index = 0; index < primes.length; index++) {
            long prime = primes[index];
            long cofactor = (firstNumber + prime - 1) / prime;
            long turn = cofactor / 30;
            int residue = (int) (cofactor % 30);
            for (int spoke = 0; spoke < SPOKES; spoke++) {
                int own = SmallPattern.RESIDUES[spoke];
                long multiple = prime * (30 * (own < residue ? turn + 1 : turn) + own);
                spokes[index * SPOKES + spoke] = (int) (multiple / 30 - firstByte);
            }
        }
    }

    /**
     * Fills the next segment with the numbers that no prime up to 19 divides.
     *
     * @param from numbers below it are left out
     * @param to numbers from it on are left out; at most a segment behind the last one
     */
    void next(long from, long to) {
        firstNumber += 30L * length;
        int used = (int) ((to - firstNumber + 29) / 30);
        length = (used + 7) & -8;
        pattern.fill(bits, length, firstNumber / 30);
        Arrays.fill(bits, used, length, (byte) 0);
        for (int bit = 0; bit < SPOKES; bit++) {
            if (firstNumber + SmallPattern.RESIDUES[bit] < from) {
                bits[0] &= (byte) ~(1 << bit);
            }
            if (firstNumber + 30L * (used - 1) + SmallPattern.RESIDUES[bit] >= to) {
                bits[used - 1] &= (byte) ~(1 << bit);
            }
        }
        countBlocks();
        restart();
    }

    /** Where the next segment would begin at most. */
    long reach() {
        return firstNumber + 30L * length + SEGMENT_NUMBERS;
    }

    /** How many numbers of the segment are left. */
    int left() {
        return left;
    }

    /** How many are left up to {@code number}, which is in the segment and never decreases. */
    int countTo(long number) {
        int offset = (int) (number - firstNumber);
        int target = offset / SmallPattern.NUMBERS_PER_WORD;
        int targetBlock = target >> WORDS_PER_BLOCK_SHIFT;
        if (targetBlock > block) {
            int skipped = countBefore;
            for (int at = block; at < targetBlock; at++) {
                skipped += blockCounts[at];
            }
            countBefore = skipped;
            count = skipped;
            block = targetBlock;
            word = targetBlock << WORDS_PER_BLOCK_SHIFT;
        }
        int counted = count;
        for (int at = word; at < target; at++) {
            counted += Long.bitCount((long) WORDS.get(bits, at << 3));
        }
        count = counted;
        word = target;
        long upTo = SmallPattern.UP_TO[offset - target * SmallPattern.NUMBERS_PER_WORD];
        return counted + Long.bitCount((long) WORDS.get(bits, target << 3) & upTo);
    }

    /** Prepares {@link #indexedTo} until the next prime is crossed off. */
    void index() {
        int counted = 0;
        for (int at = 0; at < length; at += 8) {
            before[at >> 3] = counted;
            counted += Long.bitCount((long) WORDS.get(bits, at));
        }
    }

    /** How many are left up to {@code number}, which is in the segment, by the index. */
    int indexedTo(long number) {
        int offset = (int) (number - firstNumber);
        int target = offset / SmallPattern.NUMBERS_PER_WORD;
        long upTo = SmallPattern.UP_TO[offset - target * SmallPattern.NUMBERS_PER_WORD];
        return before[target] + Long.bitCount((long) WORDS.get(bits, target << 3) & upTo);
    }

    /** Crosses off the multiples of the prime of that index, itself included. */
    void crossOff(int index) {
        int prime = primes[index];
        int bitsOfPrime = SPOKE_BITS[prime % 30];
        int crossed = 0;
        for (int spoke = 0; spoke < SPOKES; spoke++) {
            int bit = (bitsOfPrime >>> (4 * spoke)) & 7;
            int at = spokes[index * SPOKES + spoke];
            for (; at < length; at += prime) {
                int old = bits[at];
                int hit = (old >>> bit) & 1;
                bits[at] = (byte) (old & ~(1 << bit));
                blockCounts[at >> BLOCK_SHIFT] -= hit;
                crossed += hit;
            }
            spokes[index * SPOKES + spoke] = at - length;
        }
        left -= crossed;
        restart();
    }

    private void restart() {
        block = 0;
        word = 0;
        countBefore = 0;
        count = 0;
    }

    private void countBlocks() {
        left = 0;
        for (int at = 0; (at << BLOCK_SHIFT) < length; at++) {
            int end = Math.min(length, (at + 1) << BLOCK_SHIFT);
            int counted = 0;
            for (int index = at << BLOCK_SHIFT; index < end; index += 8) {
                counted += Long.bitCount((long) WORDS.get(bits, index));
            }
            blockCounts[at] = counted;
            left += counted;
        }
    }

    // By the prime mod 30: the bits of its eight spokes, four binary digits each.
    private static int[] spokeBits() {
        int[] table = new int[30];
        for (int residue : SmallPattern.RESIDUES) {
            for (int spoke = 0; spoke < SPOKES; spoke++) {
                int bit = SmallPattern.bitOf(residue * SmallPattern.RESIDUES[spoke] % 30);
                table[residue] |= bit << (4 * spoke);
            }
        }
        return table;
    }
}
