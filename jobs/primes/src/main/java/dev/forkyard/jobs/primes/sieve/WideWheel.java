package dev.forkyard.jobs.primes.sieve;

/**
 * The mod-210 wheel over the bytes of {@link Wheel}: of the cofactors {@code k} of a prime only
 * those that 2, 3, 5 and 7 do not divide, 48 of 210. Immutable tables.
 *
 * <p>Multiples with a cofactor that 7 divides are composite without this prime, so that a seventh
 * fewer are crossed off than by {@link Wheel}. A <em>spoke</em> is the pair of {@code p}'s residue
 * mod 30 and {@code k}'s residue mod 210, written {@code 48·i + j}.
 */
final class WideWheel {
    /** How many numbers a turn has. */
    static final int CIRCUMFERENCE = 210;

    /** Cofactors of a turn. */
    static final int SPOKES = 48;

    /** What a spoke may be, as a mask. */
    static final int SPOKE = 511;

    /** The largest step of a cofactor. */
    static final int GAP_MAX = 10;

    /** The most bytes that a prime's residue adds to a step. */
    static final int CARRY_MAX = GAP_MAX;

    /** By spoke: the byte that clears the multiple's bit when AND-ed. */
    static final byte[] CLEAR = new byte[8 * SPOKES];

    /** By spoke: how much larger the next cofactor is. */
    static final int[] GAP = new int[8 * SPOKES];

    /** By spoke: the bytes that the prime's residue adds to the step. */
    static final int[] CARRY = new int[8 * SPOKES];

    /**
     * By a number mod 210: bits 0–5 the index of the next cofactor on the wheel, from bit 6 on how
     * far that is, 0 when the number is on it.
     */
    static final int[] TO_WHEEL = new int[CIRCUMFERENCE];

    static {
        int[] cofactors = new int[SPOKES + 1];
        int size = 0;
        for (int number = 0; number < CIRCUMFERENCE; number++) {
            if (Wheel.TO_WHEEL[number % Wheel.NUMBERS_PER_BYTE] == 0 && number % 7 != 0) {
                cofactors[size++] = number;
            }
        }
        cofactors[SPOKES] = CIRCUMFERENCE + 1;
        int index = 0;
        for (int number = 0; number < CIRCUMFERENCE; number++) {
            while (cofactors[index] < number) {
                index++;
            }
            TO_WHEEL[number] = ((cofactors[index] - number) << 6) | index;
        }
        for (int spoke = 0; spoke < 8 * SPOKES; spoke++) {
            int residue = Wheel.RESIDUES[spoke / SPOKES];
            int cofactor = cofactors[spoke % SPOKES];
            int gap = cofactors[spoke % SPOKES + 1] - cofactor;
            int remainder = residue * cofactor % Wheel.NUMBERS_PER_BYTE;
            CLEAR[spoke] = (byte) ~(1 << Wheel.INDEX[remainder]);
            GAP[spoke] = gap;
            CARRY[spoke] = (remainder + residue * gap) / Wheel.NUMBERS_PER_BYTE;
        }
    }

    private WideWheel() {}

    /** The spoke of the next cofactor. */
    static int next(int spoke) {
        return spoke - spoke % SPOKES + (spoke + 1) % SPOKES;
    }
}
