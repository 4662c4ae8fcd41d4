package dev.forkyard.jobs.primes.sieve;

/**
 * The sieving primes above {@link SieveSizes#TURN_PRIME_MAX} and up to {@link
 * SieveSizes#MEDIUM_PRIME_MAX} that have begun to cross off, for segments that follow each other
 * without a gap. Confined to one thread.
 *
 * <p>Whole turns of such a prime would reach further beyond a segment than a segment, so it crosses
 * off in halves of a turn ({@link HalfTurns}). What they reach beyond the segment's end lies in the
 * overhang of the {@link TurnPrimes}, who carry it over.
 */
final class MediumPrimes {
    private static final int CLASSES = Wheel.RESIDUES.length;

    private final HalfTurns[] halves = new HalfTurns[CLASSES];

    /** The next segment's first byte, counted from where the segments began, modulo 2^32. */
    private int at;

    MediumPrimes() {
        for (int residue = 0; residue < CLASSES; residue++) {
            halves[residue] = new HalfTurns(residue);
        }
    }

    /** Forgets all primes. */
    void clear() {
        at = 0;
        for (int residue = 0; residue < CLASSES; residue++) {
            halves[residue].clear();
        }
    }

    /**
     * Adds a prime whose square lies below the end of the segment that is about to be crossed off.
     *
     * @param next how many bytes behind the segment's first one of its turns begins, the last one
     *     that may have multiples there or the one before the prime's square
     */
    void start(int prime, int next) {
        int residue = Wheel.INDEX[prime % Wheel.NUMBERS_PER_BYTE];
        halves[residue].start(prime / Wheel.NUMBERS_PER_BYTE, next, at);
    }

    /** Crosses off all multiples in {@link Segment#BITS}, which holds the next segment. */
    void crossOff(int length) {
        for (int residue = 0; residue < CLASSES; residue++) {
            halves[residue].crossOff(at + length);
        }
        at += length;
    }
}
