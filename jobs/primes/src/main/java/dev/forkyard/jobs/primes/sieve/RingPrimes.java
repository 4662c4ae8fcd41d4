package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/**
 * The sieving primes above {@link SieveSizes#MEDIUM_PRIME_MAX} and up to {@link
 * SieveSizes#RING_PRIME_MAX} that have begun to cross off, for segments that follow each other
 * without a gap. Confined to one thread.
 *
 * <p>Such a prime has at most eight multiples in a segment and often none. Every {@link
 * SieveSizes#RING_SPAN_SEGMENTS} segments each prime looks whether turns of the wheel begin in
 * them, and puts the eight multiples of such a turn into the {@link MultipleRing}, however far
 * ahead they lie. So a multiple needs neither a table nor a guess where the segment ends: that is
 * what a list of primes by segment (a bucket sieve) pays for each of them.
 */
final class RingPrimes {
    static final int SPAN_BYTES = SieveSizes.RING_SPAN_SEGMENTS * SieveSizes.SEGMENT_BYTES;

    private static final int CLASSES = Wheel.RESIDUES.length;

    private final PrimeSource source;
    private final MultipleRing ring = new MultipleRing();
    private final int[][] at = new int[CLASSES][16];
    private final int[][] a = new int[CLASSES][16];
    private final int[] sizes = new int[CLASSES];
    private final long[] turnsMax = new long[CLASSES];
    private int[] primes = {};
    private long listedTo = SieveSizes.MEDIUM_PRIME_MAX;
    private int started;
    private int slot;
    private long spanByte;

    /**
     * @param source of the primes
     */
    RingPrimes(PrimeSource source) {
        this.source = source;
    }

    /** Forgets what the primes were at, not the primes. */
    void clear() {
        ring.clear();
        Arrays.fill(sizes, 0);
        Arrays.fill(turnsMax, 0);
        started = 0;
        slot = 0;
    }

    /**
     * Puts the turns that begin in the next bytes into the ring; {@link Segment} is free meanwhile.
     *
     * @param spanByte the next byte, counted from the byte of 0
     * @param length how many, at most {@link #SPAN_BYTES}
     * @param root all primes up to it have multiples in the span that no smaller prime has
     */
    void scatter(long spanByte, int length, long root) {
        this.spanByte = spanByte;
        startTo((int) Math.min(root, SieveSizes.RING_PRIME_MAX));
        for (int residue = 0; residue < CLASSES; residue++) {
            ring.reserve(8 * turnsMax[residue]);
            scatter(residue, length);
        }
    }

    /** Crosses off in {@link Segment#BITS}, which holds the next segment. */
    void crossOff() {
        ring.crossOff(slot);
        slot = (slot + 1) & (MultipleRing.SLOTS - 1);
    }

    private void startTo(int limit) {
        if (limit > listedTo) {
            primes = source.list(primes, listedTo + 1, limit);
            listedTo = limit;
        }
        while (started < primes.length && primes[started] <= limit) {
            start(primes[started++]);
        }
    }

    private void start(int prime) {
        long first = spanByte * Wheel.NUMBERS_PER_BYTE;
        long cofactor = prime;
        if (Long.compareUnsigned((long) prime * prime, first) < 0) {
            cofactor = Long.divideUnsigned(first - 1, prime) + 1;
        }
        // Smaller multiples of the turn are composite too, so that it may begin before the square.
        long turn = cofactor - Long.remainderUnsigned(cofactor, Wheel.NUMBERS_PER_BYTE);
        long base = turn * prime - first; // Above −30·p, so right even if the product wraps.
        int residue = Wheel.INDEX[prime % Wheel.NUMBERS_PER_BYTE];
        int next = (int) Math.floorDiv(base + prime, (long) Wheel.NUMBERS_PER_BYTE);
        if (next < 0) {
            putFirstTurn(prime, residue, base);
            next += prime;
        }
        int index = sizes[residue]++;
        if (index == at[residue].length) {
            at[residue] = Arrays.copyOf(at[residue], index + index / 4 + 1);
            a[residue] = Arrays.copyOf(a[residue], at[residue].length);
        }
        at[residue][index] = next;
        a[residue][index] = prime / Wheel.NUMBERS_PER_BYTE;
        turnsMax[residue] += SPAN_BYTES / prime + 1;
    }

    private void putFirstTurn(int prime, int residue, long base) {
        ring.reserve(CLASSES);
        for (int spoke = 8 * residue; spoke < 8 * residue + 8; spoke++) {
            long distance = base + (long) Wheel.RESIDUES[spoke & 7] * prime;
            if (distance >= 0) {
                int to = (int) (distance / Wheel.NUMBERS_PER_BYTE);
                ring.put(ring.pool(), ring.tails(), slot, to, Wheel.CLEAR[spoke] & 255);
            }
        }
    }

    private void scatter(int residue, int end) {
        int[] ats = at[residue];
        int[] as = a[residue];
        int size = sizes[residue];
        int r = Wheel.RESIDUES[residue];
        int c1 = 7 * r / 30;
        int c2 = 11 * r / 30;
        int c3 = 13 * r / 30;
        int c4 = 17 * r / 30;
        int c5 = 19 * r / 30;
        int c6 = 23 * r / 30;
        int c7 = 29 * r / 30;
        int m0 = Wheel.CLEAR[8 * residue] & 255;
        int m1 = Wheel.CLEAR[8 * residue + 1] & 255;
        int m2 = Wheel.CLEAR[8 * residue + 2] & 255;
        int m3 = Wheel.CLEAR[8 * residue + 3] & 255;
        int m4 = Wheel.CLEAR[8 * residue + 4] & 255;
        int m5 = Wheel.CLEAR[8 * residue + 5] & 255;
        int m6 = Wheel.CLEAR[8 * residue + 6] & 255;
        int m7 = Wheel.CLEAR[8 * residue + 7] & 255;
        int[] pool = ring.pool();
        int[] tails = ring.tails();
        int first = slot;
        for (int index = 0; index < size; index++) {
            int next = ats[index];
            int p = as[index];
            while (next < end) {
                ring.put(pool, tails, first, next, m0);
                ring.put(pool, tails, first, next + 6 * p + c1, m1);
                ring.put(pool, tails, first, next + 10 * p + c2, m2);
                ring.put(pool, tails, first, next + 12 * p + c3, m3);
                ring.put(pool, tails, first, next + 16 * p + c4, m4);
                ring.put(pool, tails, first, next + 18 * p + c5, m5);
                ring.put(pool, tails, first, next + 22 * p + c6, m6);
                ring.put(pool, tails, first, next + 28 * p + c7, m7);
                next += 30 * p + r;
            }
            ats[index] = next - end;
        }
    }
}
