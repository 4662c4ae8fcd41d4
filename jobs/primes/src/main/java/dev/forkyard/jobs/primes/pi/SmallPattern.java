package dev.forkyard.jobs.primes.pi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The numbers that none of the primes 2…19 divides: a period of 9,699,690 numbers in bytes of 30,
 * and how many there are up to any number, φ(n, 8). Immutable.
 */
final class SmallPattern {
    /** What a bit of a byte stands for, beyond the byte's first number. */
    static final int[] RESIDUES = {1, 7, 11, 13, 17, 19, 23, 29};

    /** Numbers in eight bytes. */
    static final int NUMBERS_PER_WORD = 240;

    /** By a number mod 240: the bits of an eight-byte word that stand for numbers up to it. */
    static final long[] UP_TO = new long[NUMBERS_PER_WORD];

    private static final int PERIOD_BYTES = 7 * 11 * 13 * 17 * 19;
    private static final int PERIOD = 30 * PERIOD_BYTES;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static {
        for (int number = 0; number < NUMBERS_PER_WORD; number++) {
            long bits = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                if (30 * (bit / 8) + RESIDUES[bit % 8] <= number) {
                    bits |= 1L << bit;
                }
            }
            UP_TO[number] = bits;
        }
    }

    private final byte[] bytes = new byte[(PERIOD_BYTES + 7) & -8];
    private final int[] countsBefore = new int[bytes.length / 8 + 1];

    /** Makes it; takes some milliseconds. */
    SmallPattern() {
        for (int number = 0; number < PERIOD_BYTES; number++) {
            bytes[number] = (byte) -1;
        }
        for (int prime : new int[] {7, 11, 13, 17, 19}) {
            for (int residue : RESIDUES) {
                for (int multiple = prime * residue; multiple < PERIOD; multiple += 30 * prime) {
                    bytes[multiple / 30] &= (byte) ~(1 << bitOf(multiple % 30));
                }
            }
        }
        for (int word = 0; word < bytes.length / 8; word++) {
            countsBefore[word + 1] =
                    countsBefore[word] + Long.bitCount((long) WORDS.get(bytes, 8 * word));
        }
    }

    /** The bit of a residue mod 30 that 2, 3 and 5 do not divide. */
    static int bitOf(int residue) {
        int bit = 0;
        while (RESIDUES[bit] != residue) {
            bit++;
        }
        return bit;
    }

    /** φ(number, 8): how many numbers in 1…number none of the primes 2…19 divides. */
    long phi(long number) {
        long periods = number / PERIOD;
        int rest = (int) (number - periods * PERIOD);
        int word = rest / NUMBERS_PER_WORD;
        long upTo = UP_TO[rest - word * NUMBERS_PER_WORD];
        return periods * countsBefore[countsBefore.length - 1]
                + countsBefore[word]
                + Long.bitCount((long) WORDS.get(bytes, 8 * word) & upTo);
    }

    /** Fills a segment that begins with the byte of that index, counted from the byte of 0. */
    void fill(byte[] segment, int length, long firstByte) {
        int from = (int) (firstByte % PERIOD_BYTES);
        for (int at = 0; at < length; ) {
            int copied = Math.min(length - at, PERIOD_BYTES - from);
            System.arraycopy(bytes, from, segment, at, copied);
            at += copied;
            from = 0;
        }
    }
}
