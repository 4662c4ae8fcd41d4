package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Crosses off the primes above {@link SieveSizes#KEPT_PRIME_MAX} in one span: an inner sieve
 * produces them in ascending blocks, each block is placed and forgotten. Confined to one thread.
 *
 * <p>So memory does not grow with the 203 million sieving primes that numbers near 2^64 have; the
 * price is that each span finds them anew.
 */
final class BigPrimes {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // Primes between two looks at the context: 16 ms for those just above 2^20, each of which has
    // 270 multiples in the longest span, 0.1 ms for the largest. Block and states stay in L2.
    static final int BLOCK_PRIMES = 4096;

    // A state: bits 0–29 the byte of the next multiple in the span, which with the largest step is
    // below 2^25 + 6·2^32/30 + 8 < 2^30; bits 30–35 its spoke; from bit 36 on p / 30, below 2^28.
    static final int MULTIPLE_MASK = (1 << 30) - 1;
    static final long A_MASK = -1L << 36;

    private final WindowSieve inner;
    private final SpanBuckets buckets = new SpanBuckets();
    private final int[] block = new int[BLOCK_PRIMES + Long.SIZE];
    private final long[] states = new long[BLOCK_PRIMES + Long.SIZE];

    /**
     * @param inner a sieve of its own, which this one uses between the spans of another
     */
    BigPrimes(WindowSieve inner) {
        this.inner = inner;
    }

    /**
     * Crosses off in {@code bits[0, length)}.
     *
     * @param firstByte the byte that {@code bits[0]} stands for
     * @param windowEnd where the whole window ends: larger primes than its root are not needed
     * @return false when the context asked to stop
     */
    boolean crossOff(byte[] bits, int length, long firstByte, long windowEnd, TaskContext context) {
        long first = firstByte * Wheel.NUMBERS_PER_BYTE;
        long numbers = (long) length * Wheel.NUMBERS_PER_BYTE;
        long last = windowEnd - 1;
        if (Long.compareUnsigned(last - first, numbers) >= 0) {
            last = first + numbers - 1;
        }
        UnsignedRange primes =
                new UnsignedRange(SieveSizes.KEPT_PRIME_MAX + 1, Roots.floor(last) + 1);
        SegmentVisitor placer =
                (segment, from, to, segmentByte, finishedTo) ->
                        placeAll(segment, from, to, segmentByte, bits, length, first, context);
        buckets.open(length);
        boolean complete = inner.sieve(primes, placer);
        buckets.crossOffAll(bits);
        return complete;
    }

    // A look after each block, not each segment: the first of them, just above 2^20, hold primes
    // with 50 million multiples in a span.
    private boolean placeAll(
            byte[] segment,
            int from,
            int to,
            long segmentByte,
            byte[] bits,
            int length,
            long first,
            TaskContext context) {
        int size = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long word = (long) WORDS.get(segment, at);
            int base = (int) (segmentByte + (at - from)) << 3;
            while (word != 0) {
                block[size++] = base + Long.numberOfTrailingZeros(word);
                word &= word - 1;
            }
            if (size >= BLOCK_PRIMES || at + Long.BYTES >= to) {
                crossOff(bits, length, place(size, length, first));
                size = 0;
                if (context.shouldStop()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Turns the block into states of those primes that have a multiple in the span. */
    private int place(int size, int length, long first) {
        double before = UnsignedRange.toDouble(first - 1);
        long numbers = (long) length * Wheel.NUMBERS_PER_BYTE;
        int placed = 0;
        for (int index = 0; index < size; index++) {
            int bit = block[index];
            long prime = Wheel.numberOfBit(bit);
            // The quotient is below 2^64 / 2^20, so a double's error is far below one, and one
            // correction makes it exact.
            long quotient = (long) (before / prime);
            long remainder = first - 1 - quotient * prime;
            quotient += (remainder >> 63) + ((prime - 1 - remainder) >>> 63);
            long cofactor = quotient + 1;
            if (cofactor < prime) { // Smaller multiples have a smaller factor.
                cofactor = prime;
            }
            int phase = (int) (cofactor % Wheel.NUMBERS_PER_BYTE);
            cofactor += Wheel.TO_WHEEL[phase];
            long distance = cofactor * prime - first; // Small, so right even if a product wraps.
            int spoke = 8 * (bit & 7) + Wheel.INDEX[phase];
            states[placed] =
                    ((long) (bit >>> 3) << 36)
                            | ((long) spoke << 30)
                            | (distance / Wheel.NUMBERS_PER_BYTE);
            placed += (int) ((distance - numbers) >>> 63);
        }
        return placed;
    }

    // Round after round over all primes that are still within the span.
    private void crossOff(byte[] bits, int length, int placed) {
        int active = placed;
        while (active > 0) {
            buckets.makeRoom(bits, active);
            active = buckets.advance(states, active, length);
        }
    }
}
