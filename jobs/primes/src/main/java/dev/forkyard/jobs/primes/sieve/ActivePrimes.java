package dev.forkyard.jobs.primes.sieve;

/** Those primes of a block that have another multiple in the span. Confined to one thread. */
final class ActivePrimes {
    /** The prime's bit, counted from the byte of 0. */
    final int[] bits = new int[SieveSizes.BLOCK_PRIMES + Long.SIZE];

    /** Where its state is. */
    final int[] indexes = new int[SieveSizes.BLOCK_PRIMES + Long.SIZE];

    int size;
}
