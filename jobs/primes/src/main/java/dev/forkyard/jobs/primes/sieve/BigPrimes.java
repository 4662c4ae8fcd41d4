package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import java.util.OptionalLong;

/**
 * Crosses off the primes above the {@link RingPrimes} in one span, block by block: first those that
 * the {@link PrimeStore} has kept from the span before, then the others, which a {@link
 * PrimeSource} produces. Confined to one thread.
 *
 * <p>A prime's state is one {@code int}: bits 3–31 the byte of its next multiple, modulo 2^29, bits
 * 0–2 the residue index of the cofactor. Less the state that stands for the span's first byte, it
 * is the multiple's distance, so that a prime without a multiple in the span is read, not written.
 * The largest step is below 6·2^32 / 30 &lt; 2^30 bytes; only primes up to 2^31 are kept, whose
 * steps fit into 29 bits together with a span.
 */
final class BigPrimes {
    private static final long AT_MAX = (1L << 29) - 1;

    /** 2^64 / 30, rounded up. */
    private static final long THIRTIETH = Long.divideUnsigned(-1L, Wheel.NUMBERS_PER_BYTE) + 1;

    // By a cofactor modulo 30: bits 0–2 the residue index of the next one on the wheel, from bit 3
    // on how far that is.
    private static final int[] STEPS = new int[32];

    static {
        for (int phase = 0; phase < Wheel.NUMBERS_PER_BYTE; phase++) {
            STEPS[phase] = (Wheel.TO_WHEEL[phase] << 3) | Wheel.INDEX[phase];
        }
    }

    private final PrimeSource source;
    private final PrimeStore store = new PrimeStore();
    private final SpanBuckets buckets = new SpanBuckets();
    private final int[] passing = new int[SieveSizes.BLOCK_PRIMES + Long.SIZE];

    // Of the present span.
    private byte[] span = {};
    private int length;
    private long firstByte;
    private int base;

    /** How many primes of the block have another multiple in it. */
    private int active;

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
        buckets.open();
        store.open(firstByte, root, keep);
        boolean complete = crossOffKept(context) && crossOffOthers(root, context);
        buckets.crossOffAll(span);
        store.close(complete ? OptionalLong.of(firstByte + length) : OptionalLong.empty());
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
        int bit = bitBefore;
        int size = 0;
        for (int index = from; index < to; index++) {
            bit += gaps[index] & 255;
            int at = (states[index] - base) >>> 3;
            ActivePrimes.ENTRIES[size & ActivePrimes.MASK] = ((long) index << 32) | bit;
            size += (at - length) >>> 31;
        }
        active = size;
        return bit;
    }

    /** Makes the states of new primes, and finds the active ones. */
    private void place(int[] primeBits, int primes, int[] states, int offset) {
        long first = firstByte * Wheel.NUMBERS_PER_BYTE;
        // Less by more than the errors of its own rounding and the division's, so that the quotient
        // is exact or one too small: it is below 2^42.
        double before = UnsignedRange.toDouble(first) * (1 - 0x1p-50);
        int size = 0;
        for (int index = 0; index < primes; index++) {
            int bit = primeBits[index];
            long prime = Wheel.numberOfBit(bit);
            long quotient = (long) (before / Quotients.toDouble(prime));
            long rest = first - quotient * prime;
            long more = (prime - 1 - rest) >>> 63;
            // The first number is a multiple of 30, so none of the multiples that are wanted.
            long cofactor = quotient + more + 1;
            long distance = prime - rest + (prime & -more);
            if (cofactor < prime) { // Smaller multiples than the square have a smaller factor.
                distance += (prime - cofactor) * prime;
                cofactor = prime;
            }
            int step = STEPS[phase(cofactor) & 31];
            distance += (step >>> 3) * prime;
            long at = Quotients.byteOf(distance);
            int field = (int) at | (int) ((AT_MAX - at) >> 63);
            states[offset + index] = base + ((field << 3) | (step & 7));
            ActivePrimes.ENTRIES[size & ActivePrimes.MASK] = ((long) (offset + index) << 32) | bit;
            size += (int) ((at - length) >>> 63);
        }
        active = size;
    }

    /** A number from 2^8 to 2^42 modulo 30: the fraction of its 30th part, times 30. */
    private static int phase(long number) {
        return (int) ((((number * THIRTIETH) >>> 6) * Wheel.NUMBERS_PER_BYTE) >>> 58);
    }

    // Round after round over all primes that are still within the span.
    private void crossOffActive(int[] states) {
        while (active > 0) {
            buckets.makeRoom(span, active);
            active = buckets.advance(states, base, active, length);
        }
    }
}
