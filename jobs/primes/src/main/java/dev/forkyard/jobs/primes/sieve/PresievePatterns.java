package dev.forkyard.jobs.primes.sieve;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the primes 7…233 leave of the wheel, as patterns that repeat. Immutable.
 *
 * <p>The multiples of p and q repeat every p·q bytes. Forty-eight primes in twenty-four pairs, the
 * smallest with the largest so that the patterns stay small (1631 to 11,303 bytes), are AND-ed into
 * a segment eight bytes at a time; crossing the smallest off one by one would cost ten times as
 * much, because a prime has 8/p multiples in each eight bytes and a pattern costs one load. With
 * the primes to 149 only, [0, 10^10] took 1.6 % more; those to 331 gain no more. All primes that
 * are left are above 210, so that {@link WideTurns} may take any of them.
 */
final class PresievePatterns {
    /** The largest prime that the patterns hold. */
    static final int PRIME_MAX = 233;

    private static final int PATTERNS = 24;
    private static final int FIRST_PRIME = 3;

    // A pattern continues beyond its period by one block, so that no block wraps around in it.
    private static final int BLOCK_BYTES = 1024;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] patterns = new byte[PATTERNS][];
    private final int[] periods = new int[PATTERNS];
    private final byte[] ownBits;

    /**
     * @param primes up to {@value #PRIME_MAX} at least
     */
    PresievePatterns(BasePrimes primes) {
        for (int index = 0; index < PATTERNS; index++) {
            int low = primes.at(FIRST_PRIME + index);
            int high = primes.at(FIRST_PRIME + 2 * PATTERNS - 1 - index);
            periods[index] = low * high;
            patterns[index] = new byte[low * high + BLOCK_BYTES];
            Arrays.fill(patterns[index], (byte) -1);
            clearMultiples(patterns[index], low);
            clearMultiples(patterns[index], high);
        }
        ownBits = new byte[PRIME_MAX / Wheel.NUMBERS_PER_BYTE + 1];
        for (int index = FIRST_PRIME; index < FIRST_PRIME + 2 * PATTERNS; index++) {
            int prime = primes.at(index);
            ownBits[prime / Wheel.NUMBERS_PER_BYTE] |=
                    (byte) (1 << Wheel.INDEX[prime % Wheel.NUMBERS_PER_BYTE]);
        }
    }

    private static void clearMultiples(byte[] pattern, int prime) {
        for (int residue : Wheel.RESIDUES) {
            int multiple = prime * residue;
            byte clear = (byte) ~(1 << Wheel.INDEX[multiple % Wheel.NUMBERS_PER_BYTE]);
            int first = multiple / Wheel.NUMBERS_PER_BYTE;
            for (int at = first; at < pattern.length; at += prime) {
                pattern[at] &= clear;
            }
        }
    }

    /**
     * Sets what the patterns' primes leave, and these primes themselves; the number 1 is cleared.
     *
     * @param from a region of {@code bits} whose length is a multiple of 8
     * @param firstByte the byte that {@code bits[from]} stands for, counted from the byte of 0
     */
    void fill(byte[] bits, int from, int to, long firstByte) {
        int[] offsets = new int[PATTERNS];
        for (int index = 0; index < PATTERNS; index++) {
            offsets[index] = (int) (firstByte % periods[index]);
        }
        for (int at = from; at < to; at += BLOCK_BYTES) {
            int length = Math.min(BLOCK_BYTES, to - at);
            setSix(bits, at, length, offsets);
            andSix(bits, at, length, 6, offsets);
            andSix(bits, at, length, 12, offsets);
            andSix(bits, at, length, 18, offsets);
            for (int index = 0; index < PATTERNS; index++) {
                int next = offsets[index] + BLOCK_BYTES;
                offsets[index] = next < periods[index] ? next : next % periods[index];
            }
        }
        for (int at = from; at < to && firstByte + (at - from) < ownBits.length; at++) {
            bits[at] |= ownBits[(int) firstByte + (at - from)];
        }
        if (firstByte == 0) {
            bits[from] &= ~1;
        }
    }

    private void setSix(byte[] bits, int at, int length, int[] offsets) {
        byte[] p0 = patterns[0];
        byte[] p1 = patterns[1];
        byte[] p2 = patterns[2];
        byte[] p3 = patterns[3];
        byte[] p4 = patterns[4];
        byte[] p5 = patterns[5];
        int o0 = offsets[0];
        int o1 = offsets[1];
        int o2 = offsets[2];
        int o3 = offsets[3];
        int o4 = offsets[4];
        int o5 = offsets[5];
        for (int word = 0; word < length; word += 8) {
            long left = (long) WORDS.get(p0, o0 + word) & (long) WORDS.get(p1, o1 + word);
            left &= (long) WORDS.get(p2, o2 + word);
            long right = (long) WORDS.get(p3, o3 + word) & (long) WORDS.get(p4, o4 + word);
            right &= (long) WORDS.get(p5, o5 + word);
            WORDS.set(bits, at + word, left & right);
        }
    }

    // Six at a time: as many streams as there are registers for.
    private void andSix(byte[] bits, int at, int length, int first, int[] offsets) {
        byte[] p0 = patterns[first];
        byte[] p1 = patterns[first + 1];
        byte[] p2 = patterns[first + 2];
        byte[] p3 = patterns[first + 3];
        byte[] p4 = patterns[first + 4];
        byte[] p5 = patterns[first + 5];
        int o0 = offsets[first];
        int o1 = offsets[first + 1];
        int o2 = offsets[first + 2];
        int o3 = offsets[first + 3];
        int o4 = offsets[first + 4];
        int o5 = offsets[first + 5];
        for (int word = 0; word < length; word += 8) {
            long left = (long) WORDS.get(p0, o0 + word) & (long) WORDS.get(p1, o1 + word);
            left &= (long) WORDS.get(p2, o2 + word) & (long) WORDS.get(bits, at + word);
            long right = (long) WORDS.get(p3, o3 + word) & (long) WORDS.get(p4, o4 + word);
            right &= (long) WORDS.get(p5, o5 + word);
            WORDS.set(bits, at + word, left & right);
        }
    }
}
