package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;

/**
 * Crosses off the primes above {@link SieveSizes#RING_PRIME_MAX} in one span, block by block:
 * first those that the {@link PrimeStore} has kept from the span before, then the others, which a
 * {@link PrimeSource} produces. Confined to one thread.
 *
 * <p>A prime's state is one {@code int}: bits 3–31 the byte of its next multiple, modulo 2^29, bits
 * 0–2 the residue index of the cofactor. Less the state that stands for the span's first byte, it
 * is the multiple's distance, so that a prime without a multiple in the span is read, not written.
 * The largest step is below 6·2^32 / 30 &lt; 2^30 bytes; only primes up to 2^31 are kept, whose
 * steps fit into 29 bits together with a span.
 */
final class BigPrimes {
    private static final long AT_MAX = (1L << 29) - 1;

    private final PrimeSource source;
    private final PrimeStore store = new PrimeStore();
    private final SpanBuckets buckets = new SpanBuckets();
    private final ActivePrimes active = new ActivePrimes();
    private final int[] passing = new int[SieveSizes.BLOCK_PRIMES + Long.SIZE];

    // Of the present span.
    private byte[] span = {};
    private int length;
    private long firstByte;
    private int base;

    /**
     * @param source of the primes
     */
    BigPrimes(PrimeSource source) {
        this.source = source;
    }

    /**
     * Crosses off in {@code span[0, length)}.
     *
     * @param firstByte the byte that {@code span[0]} stands for
     * @param root larger primes are not needed
     * @param keep whether the next span may follow this one
     * @return false when the context asked to stop
     */
    boolean crossOff(
            byte[] span, int length, long firstByte, long root, boolean keep, TaskContext context) {
        this.span = span;
        this.length = length;
        this.firstByte = firstByte;
        base = (int) (firstByte << 3);
        buckets.open(length);
        store.open(firstByte, root, keep);
        boolean complete = crossOffKept(context) && crossOffOthers(root, context);
        buckets.crossOffAll(span);
        if (complete) {
            store.close(firstByte + length);
        }
        return complete;
    }

    private boolean crossOffKept(TaskContext context) {
        int bit = PrimeStore.FIRST_BIT;
        for (int from = 0; from < store.size(); from += SieveSizes.BLOCK_PRIMES) {
            int to = Math.min(store.size(), from + SieveSizes.BLOCK_PRIMES);
            bit = look(store.gaps(), store.states(), from, to, bit);
            crossOffActive(store.states());
            if (context.shouldStop()) {
                return false;
            }
        }
        return true;
    }

    private boolean crossOffOthers(long root, TaskContext context) {
        long from = store.coveredTo() + 1;
        if (from > root) {
            return true;
        }
        PrimeSource.Taker taker =
                (bits, size) -> {
                    int index = store.append(bits, size);
                    int[] states = index == PrimeStore.FULL ? passing : store.states();
                    place(bits, size, states, Math.max(0, index));
                    crossOffActive(states);
                    return !context.shouldStop();
                };
        if (!source.produce(from, root, taker)) {
            return false;
        }
        store.cover(root);
        return true;
    }

    /** Finds the active ones of kept primes; returns the last one's bit. */
    private int look(byte[] gaps, int[] states, int from, int to, int bitBefore) {
        int[] bits = active.bits;
        int[] indexes = active.indexes;
        int bit = bitBefore;
        int size = 0;
        for (int index = from; index < to; index++) {
            bit += gaps[index] & 255;
            int at = (states[index] - base) >>> 3;
            bits[size] = bit;
            indexes[size] = index;
            size += (at - length) >>> 31;
        }
        active.size = size;
        return bit;
    }

    /** Makes the states of new primes, and finds the active ones. */
    private void place(int[] primeBits, int primes, int[] states, int offset) {
        int[] bits = active.bits;
        int[] indexes = active.indexes;
        long first = firstByte * Wheel.NUMBERS_PER_BYTE;
        double before = UnsignedRange.toDouble(first - 1);
        int size = 0;
        for (int index = 0; index < primes; index++) {
            int bit = primeBits[index];
            long prime = Wheel.numberOfBit(bit);
            // The quotient is below 2^64 / 2^22, so a double's error is far below one, and one
            // correction makes it exact.
            long quotient = (long) (before / prime);
            long remainder = first - 1 - quotient * prime;
            quotient += (remainder >> 63) + ((prime - 1 - remainder) >>> 63);
            // Smaller multiples than the square have a smaller factor.
            long cofactor = Math.max(quotient + 1, prime);
            int phase = (int) (cofactor % Wheel.NUMBERS_PER_BYTE);
            cofactor += Wheel.TO_WHEEL[phase];
            // The distance is small, so right even if a product wraps.
            long at = (cofactor * prime - first) / Wheel.NUMBERS_PER_BYTE;
            states[offset + index] = base + (((int) Math.min(at, AT_MAX) << 3) | Wheel.INDEX[phase]);
            bits[size] = bit;
            indexes[size] = offset + index;
            size += (int) ((at - length) >>> 63);
        }
        active.size = size;
    }

    // Round after round over all primes that are still within the span.
    private void crossOffActive(int[] states) {
        while (active.size > 0) {
            buckets.makeRoom(span, active.size);
            buckets.advance(states, base, active, length);
        }
    }
}
