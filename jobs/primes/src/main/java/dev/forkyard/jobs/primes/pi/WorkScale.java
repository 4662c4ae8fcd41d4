package dev.forkyard.jobs.primes.pi;

/**
 * A window of numbers in units of about equal work: what the core cuts. Immutable; a pure function
 * of its values on any machine, for it uses only arithmetic that IEEE 754 rounds exactly.
 *
 * <p>The leaves of each sum get rarer with u: ⌊x/n⌋ = u holds for about x/u² numbers n. With a
 * number of the sieve as the unit of work, a leaf's cost λ and the leaves' share of all n in k = λ
 * · share · x, the work up to u is w(u) = u + k·(1/leafStart − 1/u) from the first leaf on, which
 * {@link #numberAt} solves for u. Cut by numbers, the first hundredth of a window could hold nearly
 * all of its leaves.
 *
 * @param start the first number, below end
 * @param leafStart about where leaves begin, above start
 * @param end behind the last number
 * @param leafWork k
 */
record WorkScale(long start, double leafStart, long end, double leafWork) {
    /**
     * Numbers of a word of the sieves: where parts begin and end, but for the window's own ends.
     */
    static final int ALIGNMENT = 240;

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
        if (unit >= units()) {
            return end;
        }
        double work = workTo(end) * ((double) unit / (double) units());
        long number = start + (long) (work <= leafStart - start ? work : leafNumber(work) - start);
        return Math.max(start, Math.min(end, number / ALIGNMENT * ALIGNMENT));
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

    /** The work of all units, in numbers of the sieve. */
    double work() {
        return workTo(end);
    }

    private double workTo(long number) {
        double leaves = number <= leafStart ? 0 : leafWork * (1 / leafStart - 1 / (double) number);
        return (number - start) + leaves;
    }

    // The positive root of u² + (k/leafStart − start − work)·u − k, without cancellation.
    private double leafNumber(double work) {
        double minus = work + start - leafWork / leafStart;
        double root = Math.sqrt(minus * minus + 4 * leafWork);
        return minus > 0 ? (minus + root) / 2 : 2 * leafWork / (root - minus);
    }
}
