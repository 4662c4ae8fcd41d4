package dev.forkyard.jobs.primes.sieve;

import java.util.Arrays;

/** The primes up to some limit. Immutable. */
final class BasePrimes {
    private final int[] primes;

    /** Finds them by the plain sieve of odd numbers: a few milliseconds. */
    BasePrimes(int max) {
        boolean[] composite = new boolean[max / 2 + 1]; // Index i stands for 2·i + 1.
        int[] found = new int[max / 2 + 1];
        int size = 0;
        found[size++] = 2;
        for (int odd = 3; odd <= max; odd += 2) {
            if (composite[odd / 2]) {
                continue;
            }
            found[size++] = odd;
            for (long multiple = (long) odd * odd; multiple <= max; multiple += 2L * odd) {
                composite[(int) (multiple / 2)] = true;
            }
        }
        primes = Arrays.copyOf(found, size);
    }

    /** The prime of that index, from 0. */
    int at(int index) {
        return primes[index];
    }

    /** The index of the first prime above a number. */
    int indexAbove(int number) {
        int index = Arrays.binarySearch(primes, number);
        return index < 0 ? -index - 1 : index + 1;
    }
}
