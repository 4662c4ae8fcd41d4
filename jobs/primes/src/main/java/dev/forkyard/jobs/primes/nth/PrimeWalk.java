package dev.forkyard.jobs.primes.nth;

import dev.forkyard.jobs.primes.primality.CandidateCounter;
import java.util.OptionalLong;

/** Goes from prime to prime by testing numbers: some 80 ns each. Stateless. */
final class PrimeWalk {
    /** The largest number. */
    private static final long LAST = -1L;

    private PrimeWalk() {}

    /**
     * The rank-th prime at or above a number; empty if there are not so many below 2^64.
     *
     * @param rank ≥ 1
     */
    static OptionalLong up(long start, long rank) {
        long left = rank;
        for (long number = start; ; number++) {
            if (CandidateCounter.isPrime(number) && --left == 0) {
                return OptionalLong.of(number);
            }
            if (number == LAST) {
                return OptionalLong.empty();
            }
        }
    }

    /** How many primes there are from a number on, below 2^64. */
    static long countFrom(long start) {
        long count = 0;
        for (long number = start; number != LAST; number++) {
            count += CandidateCounter.isPrime(number) ? 1 : 0;
        }
        return count;
    }

    /**
     * The rank-th prime below a number.
     *
     * @param rank ≥ 1; there must be so many
     */
    static long down(long end, long rank) {
        long left = rank;
        long number = end;
        while (left > 0) {
            number--;
            left -= CandidateCounter.isPrime(number) ? 1 : 0;
        }
        return number;
    }
}
