package dev.forkyard.jobs.primes.pi;

import java.util.Arrays;

/**
 * The primes up to a limit and how many there are up to each number below it. Immutable. Takes four
 * bytes a prime and three bits for every four numbers.
 */
final class PrimeTable {
    private static final int NUMBERS_PER_WORD = 128; // Odd numbers only.

    private final int limit;
    private final int[] primes;
    private final long[] oddPrimes;
    private final int[] countsBefore;

    /**
     * @param limit 2…2^31−129
     */
    PrimeTable(int limit) {
        this.limit = limit;
        int words = limit / NUMBERS_PER_WORD + 1;
        oddPrimes = sieve(words, limit);
        countsBefore = new int[words];
        int count = 1; // The prime 2, which has no bit.
        for (int word = 0; word < words; word++) {
            countsBefore[word] = count;
            count += Long.bitCount(oddPrimes[word]);
        }
        primes = collect(count);
    }

    /** How many primes there are. */
    int size() {
        return primes.length;
    }

    /** The prime of that index, from 1: the first is 2. */
    int prime(int index) {
        return primes[index - 1];
    }

    /** The largest number that {@link #pi} is asked for. */
    int limit() {
        return limit;
    }

    /**
     * The number of primes up to {@code number}.
     *
     * @param number 0…limit
     */
    int pi(long number) {
        if (number < 2) {
            return 0;
        }
        int word = (int) (number / NUMBERS_PER_WORD);
        int odds = ((int) number % NUMBERS_PER_WORD + 1) / 2;
        long upTo = odds == Long.SIZE ? -1L : (1L << odds) - 1;
        return countsBefore[word] + Long.bitCount(oddPrimes[word] & upTo);
    }

    // Bit i stands for 2·i + 1.
    private static long[] sieve(int words, int limit) {
        long[] bits = new long[words];
        Arrays.fill(bits, -1L);
        bits[0] &= ~1L;
        for (long odd = 3; odd * odd <= limit; odd += 2) {
            if (((bits[(int) (odd >>> 7)] >>> (odd >>> 1)) & 1) != 0) {
                for (long multiple = odd * odd; multiple <= limit; multiple += 2 * odd) {
                    bits[(int) (multiple >>> 7)] &= ~(1L << (multiple >>> 1));
                }
            }
        }
        int used = (limit % NUMBERS_PER_WORD + 1) / 2;
        if (used < Long.SIZE) {
            bits[words - 1] &= (1L << used) - 1;
        }
        return bits;
    }

    private int[] collect(int count) {
        int[] found = new int[count];
        int size = 0;
        found[size++] = 2;
        for (int word = 0; word < oddPrimes.length; word++) {
            for (long bits = oddPrimes[word]; bits != 0; bits &= bits - 1) {
                found[size++] = word * NUMBERS_PER_WORD + 2 * Long.numberOfTrailingZeros(bits) + 1;
            }
        }
        return found;
    }
}
