package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/**
 * Sieving primes that have begun to cross off, each with its next multiple, for regions that follow
 * each other without a gap. Confined to one thread.
 *
 * <p>A prime is one {@code long}: bits 0–31 hold how many bytes behind the next region's first byte
 * its next multiple lies, bits 32–37 the multiple's spoke of the {@link Wheel}, bits 38–63 {@code
 * a} of {@code p = 30·a + r}; so primes up to 30·2^26 fit, far above {@link
 * SieveSizes#KEPT_PRIME_MAX}.
 */
final class StartedPrimes {
    private static final long MULTIPLE_BITS = (1L << 38) - 1;

    private long[] states = new long[256];
    private int size;

    /** Forgets all primes. */
    void clear() {
        size = 0;
    }

    /**
     * Adds a prime whose square lies below the end of the next region.
     *
     * @param firstByte the first byte of the next region, counted from the byte of 0
     */
    void start(int prime, long firstByte) {
        if (size == states.length) {
            states = Arrays.copyOf(states, 2 * size);
        }
        long first = firstByte * Wheel.NUMBERS_PER_BYTE;
        long cofactor = prime;
        long distance = (long) prime * prime - first;
        if (Long.compareUnsigned((long) prime * prime, first) < 0) {
            cofactor = Long.divideUnsigned(first - 1, prime) + 1;
            distance = cofactor * prime - first; // Below p, so right even if the product wraps.
        }
        int phase = (int) (cofactor % Wheel.NUMBERS_PER_BYTE);
        distance += (long) Wheel.TO_WHEEL[phase] * prime;
        int spoke = 8 * Wheel.INDEX[prime % Wheel.NUMBERS_PER_BYTE] + Wheel.INDEX[phase];
        long a = prime / Wheel.NUMBERS_PER_BYTE;
        states[size++] = (a << 38) | ((long) spoke << 32) | (distance / Wheel.NUMBERS_PER_BYTE);
    }

    /** Crosses off all multiples in {@code bits[from, to)}, which is the next region. */
    void crossOff(byte[] bits, int from, int to) {
        long[] states = this.states;
        for (int index = 0; index < size; index++) {
            long state = states[index];
            int at = from + (int) state;
            int spoke = (int) (state >>> 32) & 63;
            int a = (int) (state >>> 38);
            while (at < to) {
                bits[at] &= Wheel.CLEAR[spoke];
                at += a * Wheel.GAP[spoke] + Wheel.CARRY[spoke];
                spoke = Wheel.NEXT[spoke];
            }
            states[index] = (state & ~MULTIPLE_BITS) | ((long) spoke << 32) | (at - to);
        }
    }
}
