package dev.forkyard.jobs.primes.primality;

import java.util.Arrays;

/**
 * Finds numbers with a prime factor from 7 to 251, which is three of five candidates of the mod-30
 * wheel. Stateless.
 *
 * <p>An odd p divides n exactly when n·p⁻¹ mod 2^64 is at most (2^64−1)/p (Granlund and Montgomery,
 * Division by invariant integers using multiplication, 1994, section 9): one multiplication instead
 * of a division.
 */
final class TrialDivision {
    /** The largest prime that is tried. */
    static final int PRIME_MAX = 251;

    private static final int[] PRIMES = primes();
    private static final long[] INVERSES =
            Arrays.stream(PRIMES).mapToLong(MillerRabin::inverse).toArray();
    private static final long[] QUOTIENTS_MAX =
            Arrays.stream(PRIMES).mapToLong(prime -> Long.divideUnsigned(-1L, prime)).toArray();

    private TrialDivision() {}

    /** The smallest of the primes that divides a number, 0 when none does. */
    static int factor(long number) {
        for (int index = 0; index < PRIMES.length; index++) {
            if (Long.compareUnsigned(number * INVERSES[index], QUOTIENTS_MAX[index]) <= 0) {
                return PRIMES[index];
            }
        }
        return 0;
    }

    private static int[] primes() {
        int[] primes = new int[PRIME_MAX];
        int size = 0;
        for (int number = 7; number <= PRIME_MAX; number += 2) {
            boolean prime = true;
            for (int divisor = 3; divisor * divisor <= number; divisor += 2) {
                prime &= number % divisor != 0;
            }
            if (prime) {
                primes[size++] = number;
            }
        }
        return Arrays.copyOf(primes, size);
    }
}
