package dev.forkyard.jobs.primes.sieve;

import dev.forkyard.common.range.UnsignedRange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Produces the sieving primes of large numbers in ascending order, by a sieve of its own. Confined
 * to one thread.
 */
final class PrimeSource {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final WindowSieve sieve;
    private final int[] block = new int[SieveSizes.BLOCK_PRIMES + Long.SIZE];

    /** Takes primes in ascending order. Confined to one thread. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes some primes.
         *
         * @param bits their bits, counted from the byte of 0; the taker's only during the call
         * @param size how many, at most {@link SieveSizes#BLOCK_PRIMES} and a word's worth
         * @return false to end
         */
        boolean take(int[] bits, int size);
    }

    /**
     * @param sieve used by nobody else while it produces
     */
    PrimeSource(WindowSieve sieve) {
        this.sieve = sieve;
    }

    /**
     * Produces the primes from {@code from} to {@code to}, both included, above 5 and below 2^32.
     *
     * @return false when the taker ended it early
     */
    boolean produce(long from, long to, Taker taker) {
        return sieve.sieve(
                new UnsignedRange(from, to + 1),
                (segment, first, end, firstByte, finishedTo) ->
                        takeAll(segment, first, end, firstByte, taker));
    }

    /** The same primes behind those of a list. */
    int[] list(int[] primes, long from, long to) {
        IntList list = new IntList(primes);
        produce(from, to, list::add);
        return Arrays.copyOf(list.numbers, list.size);
    }

    private boolean takeAll(byte[] segment, int from, int to, long firstByte, Taker taker) {
        int size = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long word = (long) WORDS.get(segment, at);
            int base = (int) (firstByte + (at - from)) << 3;
            while (word != 0) {
                block[size++] = base + Long.numberOfTrailingZeros(word);
                word &= word - 1;
            }
            if (size >= SieveSizes.BLOCK_PRIMES) {
                if (!taker.take(block, size)) {
                    return false;
                }
                size = 0;
            }
        }
        return size == 0 || taker.take(block, size);
    }

    /** A list that grows. Confined to one thread. */
    private static final class IntList {
        private int[] numbers;
        private int size;

        IntList(int[] numbers) {
            this.numbers = numbers;
            size = numbers.length;
        }

        boolean add(int[] bits, int more) {
            if (size + more > numbers.length) {
                numbers = Arrays.copyOf(numbers, size + size / 4 + more);
            }
            for (int index = 0; index < more; index++) {
                numbers[size++] = (int) Wheel.numberOfBit(bits[index]);
            }
            return true;
        }
    }
}
