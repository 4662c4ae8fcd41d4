package dev.forkyard.jobs.primes.sieve;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The sieving primes up to {@link SieveSizes#TURN_PRIME_MAX} that have begun to cross off, for
 * segments that follow each other without a gap. Confined to one thread.
 *
 * <p>They cross off in whole turns of the wheel only. A prime's last turn reaches beyond the
 * segment's end, by less than the prime's value in bytes, seven times that in {@link WideTurns};
 * what is crossed off there is kept and AND-ed into the next segment. So no prime ever enters or
 * leaves a segment in the middle of a turn, which would cost table steps and branches that cannot
 * be predicted.
 *
 * <p>Wide turns are for primes whose seven turns reach no further than the fast memory that they
 * work in.
 */
final class TurnPrimes {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CLASSES = Wheel.RESIDUES.length;

    /** What of the bytes behind a segment is kept for the next one. */
    static final int OVERHANG_BYTES = SieveSizes.TURN_PRIME_MAX;

    /**
     * The largest primes of the groups: the first crosses off chunk by chunk, the others in the
     * whole segment, all but the last in wide turns. There is none below 210 ({@link
     * PresievePatterns}), whose first seven turns would hold the prime itself.
     */
    private static final int[] GROUP_PRIME_MAX = {
        SieveSizes.CHUNK_PRIME_MAX, SieveSizes.WIDE_TURN_PRIME_MAX, SieveSizes.TURN_PRIME_MAX
    };

    private static final int GROUPS = GROUP_PRIME_MAX.length;
    private static final int CHUNK_GROUPS = 1;

    private final int[][] at = new int[CLASSES][];
    private final int[][] a = new int[CLASSES][];

    /** By group and residue: the index behind the last prime's. */
    private final int[][] ends = new int[GROUPS][CLASSES];

    private final byte[] overhang = new byte[OVERHANG_BYTES];

    /** How many bytes the last segment's primes may have crossed off beyond its end. */
    private int reach;

    /**
     * @param primes up to {@link SieveSizes#TURN_PRIME_MAX} at least
     */
    TurnPrimes(BasePrimes primes) {
        int[] counts = new int[CLASSES];
        int end = primes.indexAbove(SieveSizes.TURN_PRIME_MAX);
        for (int index = primes.indexAbove(5); index < end; index++) {
            counts[Wheel.INDEX[primes.at(index) % Wheel.NUMBERS_PER_BYTE]]++;
        }
        for (int residue = 0; residue < CLASSES; residue++) {
            at[residue] = new int[counts[residue]];
            a[residue] = new int[counts[residue]];
        }
        clear();
    }

    /** Forgets all primes. */
    void clear() {
        for (int[] endsOfGroup : ends) {
            Arrays.fill(endsOfGroup, 0);
        }
        reach = 0;
    }

    /**
     * Puts what earlier segments crossed off beyond their end into {@link Segment#BITS}, and makes
     * room behind the segment for the same of this one. Before {@link #start} and {@link
     * #crossOff}.
     *
     * @param root the largest prime that crosses off in the segment, at most {@link
     *     SieveSizes#MEDIUM_PRIME_MAX}
     */
    void carryInto(int length, int root) {
        byte[] bits = Segment.BITS;
        int carried = reach;
        reach = reach(root);
        Arrays.fill(bits, length, length + Math.max(reach, carried), (byte) -1);
        for (int index = 0; index < carried; index += Long.BYTES) {
            long left = (long) WORDS.get(bits, index) & (long) WORDS.get(overhang, index);
            WORDS.set(bits, index, left);
        }
    }

    private static int reach(int root) {
        if (root > SieveSizes.TURN_PRIME_MAX) {
            return OVERHANG_BYTES;
        }
        int wide = WideTurns.TURNS * Math.min(root, SieveSizes.WIDE_TURN_PRIME_MAX);
        return roundUp(Math.max(wide, root));
    }

    /**
     * Adds a prime whose square lies below the end of the segment that is about to be crossed off,
     * and crosses off what of its first turn lies in it. Primes come in ascending order.
     *
     * @param firstByte the segment's first byte, counted from the byte of 0
     */
    void start(int prime, long firstByte) {
        int group = group(prime);
        int turns = isWide(group) ? WideTurns.TURNS : 1;
        long base = turnAhead(prime, firstByte, turns * Wheel.NUMBERS_PER_BYTE);
        long next = Math.floorDiv(base + prime, (long) Wheel.NUMBERS_PER_BYTE);
        if (next < 0) {
            crossOffRest(prime, base, turns);
            next += (long) turns * prime;
        }
        int residue = Wheel.INDEX[prime % Wheel.NUMBERS_PER_BYTE];
        int index = ends[GROUPS - 1][residue];
        at[residue][index] = (int) next;
        a[residue][index] = prime / Wheel.NUMBERS_PER_BYTE;
        for (int later = group; later < GROUPS; later++) {
            ends[later][residue] = index + 1;
        }
    }

    private static int group(int prime) {
        int group = 0;
        while (prime > GROUP_PRIME_MAX[group]) {
            group++;
        }
        return group;
    }

    private static boolean isWide(int group) {
        return group < GROUPS - 1;
    }

    /**
     * How many numbers behind a segment's first the turn begins that holds the prime's first
     * multiple there, its square or a larger one; that of cofactor 0 counts. Negative if it began
     * before.
     *
     * @param circumference cofactors of a turn, 30 or 210; less than the prime
     */
    static long turnAhead(int prime, long firstByte, int circumference) {
        long first = firstByte * Wheel.NUMBERS_PER_BYTE;
        long cofactor = prime;
        if (Long.compareUnsigned((long) prime * prime, first) < 0) {
            cofactor = Long.divideUnsigned(first - 1, prime) + 1;
        }
        // Smaller multiples of the turn are composite too, so that it may begin before the square.
        long turn = cofactor - Long.remainderUnsigned(cofactor, circumference);
        return turn * prime - first; // Above −210·p, so right even if the product wraps.
    }

    /** Crosses off all turns that begin in a segment of that length. */
    void crossOff(int length) {
        for (int done = 0; done < length; done += SieveSizes.CHUNK_BYTES) {
            crossOff(0, CHUNK_GROUPS, Math.min(length, done + SieveSizes.CHUNK_BYTES));
        }
        crossOff(CHUNK_GROUPS, GROUPS, length);
        for (int residue = 0; residue < CLASSES; residue++) {
            moveBack(at[residue], ends[GROUPS - 1][residue], length);
        }
    }

    private void crossOff(int fromGroup, int toGroup, int end) {
        for (int residue = 0; residue < CLASSES; residue++) {
            for (int group = fromGroup; group < toGroup; group++) {
                int from = group == 0 ? 0 : ends[group - 1][residue];
                int to = ends[group][residue];
                if (isWide(group)) {
                    WideTurns.cross(residue, at[residue], a[residue], from, to, end);
                } else {
                    Turns.cross(residue, at[residue], a[residue], from, to, end);
                }
            }
        }
    }

    /** Keeps what turns have crossed off beyond the segment's end, those of others too. */
    void carryOver(int length) {
        System.arraycopy(Segment.BITS, length, overhang, 0, reach);
    }

    private static void moveBack(int[] positions, int size, int length) {
        for (int index = 0; index < size; index++) {
            positions[index] -= length;
        }
    }

    /** Crosses off what lies in the segment of turns that began before it. */
    private static void crossOffRest(int prime, long base, int turns) {
        for (int turn = 0; turn < turns; turn++) {
            long begin = base + (long) turn * Wheel.NUMBERS_PER_BYTE * prime;
            for (int residue : Wheel.RESIDUES) {
                crossOffOne(begin + (long) residue * prime);
            }
        }
    }

    private static void crossOffOne(long distance) {
        if (distance >= 0) {
            int bit = Wheel.INDEX[(int) (distance % Wheel.NUMBERS_PER_BYTE)];
            Segment.BITS[(int) (distance / Wheel.NUMBERS_PER_BYTE)] &= (byte) ~(1 << bit);
        }
    }

    private static int roundUp(int bytes) {
        return (bytes + 7) & -Long.BYTES;
    }
}
