package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;

/**
 * The sieving primes above {@link SieveSizes#MEDIUM_PRIME_MAX} and up to {@link
 * SieveSizes#RING_PRIME_MAX} that have begun to cross off, for segments that follow each other
 * without a gap. Confined to one thread.
 *
 * <p>Such a prime has a few multiples in a segment or none, so it waits in the {@link PrimeRing}
 * for the segment of its next one.
 */
final class RingPrimes {
    /** 2^64 / 210, rounded up. */
    private static final long FRACTION = Long.divideUnsigned(-1L, WideWheel.CIRCUMFERENCE) + 1;

    /** Primes that are started between two looks at the context: a millisecond's worth. */
    private static final int BATCH = 1 << 16;

    private final PrimeSource source;
    private final PrimeRing ring = new PrimeRing();
    private int[] primes = {};
    private long listedTo = SieveSizes.MEDIUM_PRIME_MAX;
    private int started;

    /**
     * @param source of the primes
     */
    RingPrimes(PrimeSource source) {
        this.source = source;
    }

    /** Forgets what the primes were at, not the primes. */
    void clear() {
        ring.clear();
        started = 0;
    }

    /**
     * Adds the primes whose squares lie below the next segment's end; {@link Segment} is free
     * meanwhile.
     *
     * @param segmentByte its first byte, counted from the byte of 0
     * @param limit the largest prime wanted
     * @return false when the context asked to stop; then {@link #clear} must come next
     */
    boolean start(long segmentByte, long limit, TaskContext context) {
        if (limit > listedTo) {
            primes = source.list(primes, listedTo + 1, limit);
            listedTo = limit;
        }
        int end = started;
        while (end < primes.length && primes[end] <= limit) {
            end++;
        }
        ring.reserve(end - started);
        while (started < end) {
            int to = Math.min(end, started + BATCH);
            place(segmentByte * Wheel.NUMBERS_PER_BYTE, started, to);
            started = to;
            if (started < end && context.shouldStop()) {
                return false;
            }
        }
        return true;
    }

    /** Crosses off in {@link Segment#BITS}, which holds the next segment. */
    void crossOff() {
        ring.crossOff();
    }

    private void place(long first, int from, int to) {
        // Less by more than the errors of its own rounding and the division's, so that the quotient
        // is exact or one too small: it is below 2^44.
        double before = UnsignedRange.toDouble(first) * (1 - 0x1p-50);
        for (int index = from; index < to; index++) {
            int prime = primes[index];
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
            int step = WideWheel.TO_WHEEL[phase(cofactor)];
            distance += (long) (step >>> 6) * prime;
            int at = (int) Quotients.byteOf(distance);
            int residue = Wheel.INDEX[prime % Wheel.NUMBERS_PER_BYTE];
            int spoke = WideWheel.SPOKES * residue + (step & 63);
            ring.put(prime / Wheel.NUMBERS_PER_BYTE, at, spoke);
        }
    }

    /** A number from 2^16 to 2^46 modulo 210: the fraction of its 210th part, times 210. */
    private static int phase(long number) {
        return (int) ((((number * FRACTION) >>> 8) * WideWheel.CIRCUMFERENCE) >>> 56);
    }
}
