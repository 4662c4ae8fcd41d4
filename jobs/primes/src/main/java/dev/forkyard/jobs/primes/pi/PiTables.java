package dev.forkyard.jobs.primes.pi;

/**
 * What the parts of one x share: primes up to y and multipliers up to z. Immutable. Takes about y /
 * 3 + z bytes.
 *
 * @param bounds what they were made for
 */
record PiTables(PiBounds bounds, PrimeTable primes, Multipliers multipliers) {
    static PiTables of(PiBounds bounds) {
        PrimeTable primes = new PrimeTable((int) bounds.y());
        return new PiTables(bounds, primes, new Multipliers(bounds, primes));
    }
}
