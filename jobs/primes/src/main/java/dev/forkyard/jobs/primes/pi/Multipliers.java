package dev.forkyard.jobs.primes.pi;

import java.util.Arrays;

/**
 * The second factors of leaves: all square-free numbers up to z whose prime factors are above 19
 * and at most y, ascending, 1 first. Immutable. Takes six bytes for each, 0.8·z in all.
 */
final class Multipliers {
    private static final int BLOCK = 1 << 15; // Odd numbers; the block's arrays fit the L2 cache.
    private static final int LARGEST_SMALL_PRIME = 19;

    // ∏ (1 − 1/p) over the small primes is 0.171; squares and, with z = 3·y, the primes above y
    // leave
    // 0.12 to 0.131 of it up to 2^63. What does not fit makes the arrays grow.
    private static final double SHARE = 0.135;

    private int size;
    private int[] numbers;
    private short[] signedFactors;

    /** Finds them block by block by a sieve that notes each number's factors. */
    Multipliers(PiBounds bounds, PrimeTable primes) {
        int z = (int) bounds.z();
        numbers = new int[(int) (SHARE * z) + 16];
        signedFactors = new short[numbers.length];
        Block block = new Block(primes, z, (int) bounds.y());
        for (long first = 1; first <= z; first += 2L * BLOCK) {
            block.collect((int) first);
        }
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** The number of an index, from 0. */
    int number(int index) {
        return numbers[index];
    }

    /**
     * The number's least prime factor or 2^15−1 if that is less, positive if the number has an even
     * number of factors, else negative.
     */
    int signedFactor(int index) {
        return signedFactors[index];
    }

    /** How many are at most {@code number}. */
    int countTo(long number) {
        if (number >= Integer.MAX_VALUE) {
            return size;
        }
        int index = Arrays.binarySearch(numbers, 0, size, (int) number);
        return index < 0 ? -index - 1 : index + 1;
    }

    private void add(int number, int leastFactor, boolean odd) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + size / 8 + 16);
            signedFactors = Arrays.copyOf(signedFactors, numbers.length);
        }
        numbers[size] = number;
        int factor = Math.min(leastFactor, Short.MAX_VALUE);
        signedFactors[size++] = (short) (odd ? -factor : factor);
    }

    /** The factors of a block of odd numbers. Confined to one thread. */
    private final class Block {
        private final PrimeTable primes;
        private final int z;
        private final int y;
        private final int[] product = new int[BLOCK]; // 0 once the number is ruled out.
        private final int[] leastFactor = new int[BLOCK];
        private final boolean[] odd = new boolean[BLOCK];

        Block(PrimeTable primes, int z, int y) {
            this.primes = primes;
            this.z = z;
            this.y = y;
        }

        void collect(int first) {
            Arrays.fill(product, 1);
            Arrays.fill(leastFactor, 0);
            Arrays.fill(odd, false);
            long last = Math.min(z, first + 2L * BLOCK - 2);
            for (int index = 2; index <= primes.size(); index++) {
                int prime = primes.prime(index);
                if ((long) prime * prime > last) {
                    break;
                }
                if (prime <= LARGEST_SMALL_PRIME) {
                    rule(first, prime);
                } else {
                    divide(first, prime);
                    rule(first, prime * prime);
                }
            }
            for (int at = 0; first + 2L * at <= last; at++) {
                take(first + 2 * at, at);
            }
        }

        /** Rules out the multiples of an odd number. */
        private void rule(int first, int divisor) {
            for (long at = firstAt(first, divisor); at < BLOCK; at += divisor) {
                product[(int) at] = 0;
            }
        }

        private void divide(int first, int prime) {
            for (long at = firstAt(first, prime); at < BLOCK; at += prime) {
                int index = (int) at;
                product[index] *= prime;
                odd[index] = !odd[index];
                if (leastFactor[index] == 0) {
                    leastFactor[index] = prime;
                }
            }
        }

        private static long firstAt(int first, int divisor) {
            long multiple = (first + (long) divisor - 1) / divisor * divisor;
            return ((multiple % 2 == 0 ? multiple + divisor : multiple) - first) / 2;
        }

        // What the primes up to the root leave over is a prime.
        private void take(int number, int at) {
            if (product[at] == 0 || (number > 1 && number <= LARGEST_SMALL_PRIME)) {
                return;
            }
            int rest = number / product[at];
            if (rest > y) {
                return;
            }
            int least = leastFactor[at] != 0 ? leastFactor[at] : rest == 1 ? Short.MAX_VALUE : rest;
            add(number, least, odd[at] ^ rest > 1);
        }
    }
}
