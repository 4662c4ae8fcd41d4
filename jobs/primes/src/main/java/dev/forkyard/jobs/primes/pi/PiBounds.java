package dev.forkyard.jobs.primes.pi;

import dev.forkyard.jobs.primes.sieve.Roots;

/**
 * Where Gourdon's formula for π(x) cuts its sums ({@link PiFormula} says what they are). Immutable;
 * whoever computes a part gets the same bounds from the stage, never from a formula of its own in
 * floating point.
 *
 * @param x {@value #X_MIN}…2^63−1
 * @param y x^(1/3) &lt; y &lt; √x: the primes up to y are sieved out, of products of larger ones
 *     are counted
 * @param z y ≤ z &lt; √x: up to z a leaf's factor is ordinary
 */
record PiBounds(long x, long y, long z) {
    /** From here on all bounds are in their order with room between them. */
    static final long X_MIN = 1_000_000;

    /** The largest x: sums are exact modulo 2^64, quotients are signed. */
    static final long X_MAX = Long.MAX_VALUE;

    /** How many primes the ordinary leaves are free of: 2…19. */
    static final int SMALL_PRIMES = 8;

    /**
     * @throws IllegalArgumentException if the bounds are not in their order
     */
    PiBounds {
        if (x < X_MIN) {
            throw new IllegalArgumentException("x must be %d…2^63−1, was %d".formatted(X_MIN, x));
        }
        if (y <= cubeRoot(x) || z < y || z >= Roots.floor(x) || z > Integer.MAX_VALUE - 1024) {
            throw new IllegalArgumentException(
                    "bounds of x = %d are not in order: y = %d, z = %d".formatted(x, y, z));
        }
    }

    /** The bounds with y = α·x^(1/3) and z = β·y, as far as they may go. */
    static PiBounds of(long x, double alpha, double beta) {
        long below = Roots.floor(x) - 1;
        long least = cubeRoot(x) + 1;
        long y = Math.max(least, Math.min(below, (long) (alpha * least)));
        long z = Math.max(y, Math.min(below, (long) (beta * y)));
        return new PiBounds(x, y, z);
    }

    /** ⌊√x⌋. */
    long squareRoot() {
        return Roots.floor(x);
    }

    /** ⌊∛x⌋. */
    long cubeRoot() {
        return cubeRoot(x);
    }

    /** max(⌊x^(1/4)⌋, ⌊x/y²⌋): above it all leaves are products of two primes. */
    long star() {
        return Math.max(Roots.floor(Roots.floor(x)), x / y / y);
    }

    /** ⌊√z⌋: above it the second factor of a leaf is a prime. */
    long rootOfZ() {
        return Roots.floor(z);
    }

    /** ⌊∛number⌋ of a positive number. */
    static long cubeRoot(long number) {
        long root = (long) Math.cbrt((double) number); // Off by one at most.
        while (number / root / root < root) {
            root--;
        }
        while (number / (root + 1) / (root + 1) >= root + 1) {
            root++;
        }
        return root;
    }
}
