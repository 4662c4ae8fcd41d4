package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/**
 * The sieving primes above {@link SieveSizes#TURN_PRIME_MAX} and up to {@link
 * SieveSizes#MEDIUM_PRIME_MAX} that have begun to cross off, for segments that follow each other
 * without a gap. Confined to one thread.
 *
 * <p>Such a prime has 4 to 16 multiples in a segment, too few for whole turns. It enters a segment
 * at any spoke of the {@link Wheel}, and where it enters and leaves could not be predicted; so the
 * primes lie in lists by residue and spoke, and all of a list jump into the turn at the same place.
 * Each is one {@code long}: bits 0–31 hold how many bytes behind the next segment's first byte its
 * next multiple lies, bits 32–63 {@code a} of {@code p = 30·a + r}.
 */
final class MediumPrimes {
    private static final int AT = SieveSizes.SEGMENT_BYTES - 1;

    private Spokes now = new Spokes();
    private Spokes next = new Spokes();

    /** Lists of primes by spoke. */
    private static final class Spokes {
        final long[][] states = new long[64][16];
        final int[] sizes = new int[64];

        void add(int spoke, long state) {
            int size = sizes[spoke];
            if (size == states[spoke].length) {
                states[spoke] = Arrays.copyOf(states[spoke], 2 * size);
            }
            states[spoke][size] = state;
            sizes[spoke] = size + 1;
        }
    }

    /** Forgets all primes. */
    void clear() {
        Arrays.fill(now.sizes, 0);
    }

    /**
     * Adds a prime whose square lies below the end of the next segment.
     *
     * @param firstByte the first byte of the next segment, counted from the byte of 0
     */
    void start(int prime, long firstByte) {
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
        now.add(spoke, state(prime / Wheel.NUMBERS_PER_BYTE, (int) (distance / 30)));
    }

    /** Crosses off all multiples in {@link Segment#BITS}, which holds the next segment. */
    void crossOff(int length) {
        Arrays.fill(next.sizes, 0);
        for (int spoke = 0; spoke < 64; spoke++) {
            crossOff(spoke, now.states[spoke], now.sizes[spoke], next, length);
        }
        Spokes done = now;
        now = next;
        next = done;
    }

    private static long state(int a, int at) {
        return ((long) a << 32) | at;
    }

    // Jumps into the turn at the list's spoke, then goes round until the segment's end. The masks
    // on the index tell the compiler that it is within the array.
    @SuppressWarnings("fallthrough")
    private static void crossOff(int list, long[] states, int size, Spokes next, int length) {
        int residue = list & 56;
        int c0 = Wheel.CARRY[residue];
        int c1 = Wheel.CARRY[residue + 1];
        int c2 = Wheel.CARRY[residue + 2];
        int c3 = Wheel.CARRY[residue + 3];
        int c4 = Wheel.CARRY[residue + 4];
        int c5 = Wheel.CARRY[residue + 5];
        int c6 = Wheel.CARRY[residue + 6];
        int c7 = Wheel.CARRY[residue + 7];
        byte m0 = Wheel.CLEAR[residue];
        byte m1 = Wheel.CLEAR[residue + 1];
        byte m2 = Wheel.CLEAR[residue + 2];
        byte m3 = Wheel.CLEAR[residue + 3];
        byte m4 = Wheel.CLEAR[residue + 4];
        byte m5 = Wheel.CLEAR[residue + 5];
        byte m6 = Wheel.CLEAR[residue + 6];
        byte m7 = Wheel.CLEAR[residue + 7];
        for (int index = 0; index < size; index++) {
            int at = (int) states[index];
            int a = (int) (states[index] >>> 32);
            int spoke = list & 7;
            turn:
            for (; ; ) {
                switch (spoke) {
                    case 0:
                        if (at >= length) {
                            spoke = 0;
                            break turn;
                        }
                        Segment.BITS[at & AT] &= m0;
                        at += 6 * a + c0;
                    // fall through
                    case 1:
                        if (at >= length) {
                            spoke = 1;
                            break turn;
                        }
                        Segment.BITS[at & AT] &= m1;
                        at += 4 * a + c1;
                    // fall through
                    case 2:
                        if (at >= length) {
                            spoke = 2;
                            break turn;
                        }
                        Segment.BITS[at & AT] &= m2;
                        at += 2 * a + c2;
                    // fall through
                    case 3:
                        if (at >= length) {
                            spoke = 3;
                            break turn;
                        }
                        Segment.BITS[at & AT] &= m3;
                        at += 4 * a + c3;
                    // fall through
                    case 4:
                        if (at >= length) {
                            spoke = 4;
                            break turn;
                        }
                        Segment.BITS[at & AT] &= m4;
                        at += 2 * a + c4;
                    // fall through
                    case 5:
                        if (at >= length) {
                            spoke = 5;
                            break turn;
                        }
                        Segment.BITS[at & AT] &= m5;
                        at += 4 * a + c5;
                    // fall through
                    case 6:
                        if (at >= length) {
                            spoke = 6;
                            break turn;
                        }
                        Segment.BITS[at & AT] &= m6;
                        at += 6 * a + c6;
                    // fall through
                    default:
                        if (at >= length) {
                            spoke = 7;
                            break turn;
                        }
                        Segment.BITS[at & AT] &= m7;
                        at += 2 * a + c7;
                        spoke = 0;
                }
            }
            next.add(residue + spoke, state(a, at - length));
        }
    }
}
