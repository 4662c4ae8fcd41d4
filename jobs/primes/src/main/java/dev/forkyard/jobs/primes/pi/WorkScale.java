package dev.forkyard.jobs.primes.pi;

/**
 * A window of numbers in units of about equal work: what the core cuts. Immutable; a pure function
 * of its values on any machine, for it uses only arithmetic that IEEE 754 rounds exactly.
 *
 * <p>Cut by numbers, the first hundredth of a window could hold nearly all of its leaves: ⌊x/n⌋ = u
 * holds for about x/u² numbers n, so that the share 1 − first/u of them is passed at u. Not each n
 * is a leaf, and the larger u, the more primes have leaves there; by measurement the leaves' work
 * grows like that share to the power of {@code crowding}. To it comes the sieve's, which is the
 * same for each number and the measure of the leaves'.
 *
 * @param start the first number, below end
 * @param firstLeaf about where leaves begin, ≥ start, > 0
 * @param end behind the last number
 * @param leafWork the work of all leaves up to infinity, in numbers of the sieve
 * @param crowding 1…4
 */
record WorkScale(long start, double firstLeaf, long end, double leafWork, int crowding) {
    /** Numbers of a word of the sieves: where units begin and end, but for the window's ends. */
    static final int ALIGNMENT = 240;

    // 7 ms of easy leaves or 20 ms of hard ones: small windows cost a visit of each prime.
    private static final double LOOK_WORK = 60e6;

    // A unit of hard leaves at 2^63 is then 150,000 numbers, far below a segment.
    private static final long UNITS_MAX = 1 << 20;

    /** How many units there are, 1…2^20. */
    long units() {
        return Math.min(UNITS_MAX, (end - start - 1) / ALIGNMENT + 1);
    }

    /** Where a unit begins; the end for the one behind the last; never decreases with the unit. */
    long numberAt(long unit) {
        if (unit <= 0) {
            return start;
        }
        double wanted = work() * ((double) unit / (double) units());
        long low = start / ALIGNMENT;
        long high = end / ALIGNMENT + 1;
        while (low < high && unit < units()) {
            long middle = (low + high) >>> 1;
            if (workTo(middle * ALIGNMENT) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(start, Math.min(end, high * ALIGNMENT));
    }

    /** The last unit in {@code least…most} that begins at {@code number} or below, else least. */
    long lastUnitTo(long number, long least, long most) {
        long low = least;
        long high = most;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (numberAt(middle) <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * The last unit to go to at once from {@code unit}: begins at {@code number} or below, and is
     * as little work away as there should be between two looks at a context; at least the next.
     */
    long nextLook(long unit, long number, long most) {
        long units = Math.max(1, (long) (LOOK_WORK / work() * (double) units()));
        return lastUnitTo(number, unit + 1, Math.min(most, unit + units));
    }

    /** The work of all units, in numbers of the sieve. */
    double work() {
        return workTo(end);
    }

    private double workTo(long number) {
        double leaves = number <= firstLeaf ? 0 : leafWork;
        double share = 1 - firstLeaf / (double) number;
        for (int power = 0; power < crowding; power++) {
            leaves *= share;
        }
        return (number - start) + leaves;
    }
}
