package dev.forkyard.jobs.primes.pi;

import dev.forkyard.jobs.primes.sieve.Roots;

/**
 * The terms of the formula that need only the primes up to y, Gourdon's Σ0…Σ6 but for the part of
 * Σ0 that needs π(√x). Stateless.
 */
final class SigmaTerms {
    private SigmaTerms() {}

    static long sum(PiTables tables) {
        PiBounds bounds = tables.bounds();
        PrimeTable primes = tables.primes();
        long a = primes.pi(bounds.y());
        long b = primes.pi(bounds.cubeRoot());
        long middle = Roots.floor(bounds.x() / bounds.y());
        long c = primes.pi(middle);
        long d = primes.pi(bounds.star());
        long sum = a - 1 - a * (a - 1) / 2;
        sum += (a - b) * (a - b - 1) / 2;
        sum += a * (b - c - c * (c - 3) / 2 + d * (d - 3) / 2);
        sum += b * (b - 1) * (2 * b - 1) / 6 - b - d * (d - 1) * (2 * d - 1) / 6 + d;
        return sum + overPrimes(tables, (int) b, (int) c, (int) d);
    }

    private static long overPrimes(PiTables tables, int b, int c, int d) {
        PiBounds bounds = tables.bounds();
        PrimeTable primes = tables.primes();
        long a = primes.pi(bounds.y());
        long sum = 0;
        for (int index = d + 1; index <= b; index++) {
            long cofactors = bounds.x() / primes.prime(index);
            long root = primes.pi(Roots.floor(cofactors));
            sum -= root * root;
            sum +=
                    index <= c
                            ? a * primes.pi(cofactors / bounds.y())
                            : primes.pi(cofactors / primes.prime(index));
        }
        return sum;
    }
}
