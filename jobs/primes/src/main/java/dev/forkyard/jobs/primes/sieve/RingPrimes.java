package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.range.UnsignedRange;
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

    /** Primes that are handled at once. */
    private static final int BATCH = 1024;

    private final PrimeSource source;
    private final MultipleRing ring = new MultipleRing();
    private final int[][] at = new int[CLASSES][16];
    private final int[][] a = new int[CLASSES][16];
    private final int[] sizes = new int[CLASSES];
    private final long[] turnsMax = new long[CLASSES];
    private final int[] active = new int[BATCH];
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
     * @param limit the largest prime wanted; never smaller than in the span before
     */
    void scatter(long spanByte, int length, long limit) {
        this.spanByte = spanByte;
        startTo((int) limit);
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
        int end = started;
        while (end < primes.length && primes[end] <= limit) {
            end++;
        }
        while (started < end) {
            int to = Math.min(end, started + BATCH);
            ring.reserve((long) CLASSES * BATCH);
            while (started < to) {
                start(primes[started++]);
            }
            ring.drop((slot - 1) & (MultipleRing.SLOTS - 1));
        }
    }

    /** Starts a prime with the turn that holds the span's first byte, or the prime's square. */
    private void start(int prime) {
        long first = spanByte * Wheel.NUMBERS_PER_BYTE;
        long turn = (long) prime * Wheel.NUMBERS_PER_BYTE;
        // The quotient is below 2^64 / 2^23, so that one correction makes it exact.
        long passed = (long) (UnsignedRange.toDouble(first) / turn);
        long rest = first - passed * turn;
        rest += ((rest >> 63) & turn) - (~((rest - turn) >> 63) & turn);
        int residue = Wheel.INDEX[prime % Wheel.NUMBERS_PER_BYTE];
        int a = prime / Wheel.NUMBERS_PER_BYTE;
        int next = (int) Math.floorDiv(prime - rest, (long) Wheel.NUMBERS_PER_BYTE);
        if (Long.compareUnsigned((long) prime * prime, first) > 0) {
            // Smaller multiples of that turn are composite too.
            long square = (long) prime * (prime - Wheel.RESIDUES[residue] + 1) - first;
            next = (int) Math.floorDiv(square, (long) Wheel.NUMBERS_PER_BYTE);
        }
        if (next < 0) {
            putFirstTurn(residue, a, next);
            next += prime;
        }
        int index = sizes[residue]++;
        if (index == at[residue].length) {
            at[residue] = Arrays.copyOf(at[residue], index + index / 4 + 1);
            this.a[residue] = Arrays.copyOf(this.a[residue], at[residue].length);
        }
        at[residue][index] = next;
        this.a[residue][index] = a;
        turnsMax[residue] += SPAN_BYTES / prime + 1;
    }

    // What lies before the span goes into the list of the slot before: without a guess, which
    // would be wrong half of the time.
    private void putFirstTurn(int residue, int a, int next) {
        int[] pool = ring.pool();
        int[] tails = ring.tails();
        int to = next;
        for (int spoke = 8 * residue; spoke < 8 * residue + 8; spoke++) {
            ring.put(pool, tails, slot, Math.max(to, -1), Wheel.CLEAR[spoke] & 255);
            to += a * Wheel.GAP[spoke] + Wheel.CARRY[spoke];
        }
    }

    /** Puts the turns of a class that begin in the span, and moves the primes on to the next. */
    private void scatter(int residue, int end) {
        int size = sizes[residue];
        for (int from = 0; from < size; from += BATCH) {
            int to = Math.min(size, from + BATCH);
            int some = find(at[residue], from, to, end);
            while (some > 0) {
                some = put(residue, some, end);
            }
            moveBack(at[residue], from, to, end);
        }
    }

    /**
     * Lists the primes that have a turn in the span, without a branch that could not be guessed.
     */
    private int find(int[] ats, int from, int to, int end) {
        int[] indexes = active;
        int size = 0;
        for (int index = from; index < to; index++) {
            indexes[size] = index;
            size += (ats[index] - end) >>> 31;
        }
        return size;
    }

    /** Puts one turn of each listed prime; keeps those listed that have another. */
    private int put(int residue, int size, int end) {
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
        int[] ats = at[residue];
        int[] as = a[residue];
        int[] indexes = active;
        int[] pool = ring.pool();
        int[] tails = ring.tails();
        int first = slot;
        int kept = 0;
        for (int entry = 0; entry < size; entry++) {
            int index = indexes[entry];
            int next = ats[index];
            int p = as[index];
            ring.put(pool, tails, first, next, m0);
            ring.put(pool, tails, first, next + 6 * p + c1, m1);
            ring.put(pool, tails, first, next + 10 * p + c2, m2);
            ring.put(pool, tails, first, next + 12 * p + c3, m3);
            ring.put(pool, tails, first, next + 16 * p + c4, m4);
            ring.put(pool, tails, first, next + 18 * p + c5, m5);
            ring.put(pool, tails, first, next + 22 * p + c6, m6);
            ring.put(pool, tails, first, next + 28 * p + c7, m7);
            next += 30 * p + r;
            ats[index] = next;
            indexes[kept] = index;
            kept += (next - end) >>> 31;
        }
        return kept;
    }

    private static void moveBack(int[] ats, int from, int to, int length) {
        for (int index = from; index < to; index++) {
            ats[index] -= length;
        }
    }
}
