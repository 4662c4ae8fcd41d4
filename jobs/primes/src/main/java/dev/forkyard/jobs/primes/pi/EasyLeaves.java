package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.sieve.Quotients;
import dev.forkyard.jobs.primes.sieve.Roots;
import dev.forkyard.jobs.primes.sieve.SegmentedSieve;

/**
 * The leaves that need π(u) of a u up to √x: Gourdon's A, products of two primes above {@link
 * PiBounds#star}, and C, −μ(m)·(π(u) − b + 2) with u = ⌊x / (p·m)⌋ &lt; p², p the b-th prime up to
 * there. A part is a window of u, counted from {@value #FIRST}; its only kind is π. Confined to one
 * thread.
 */
final class EasyLeaves {
    /** No leaf needs a smaller number, and from 7 on bits of the sieve say all. */
    static final int FIRST = 7;

    /** π(6): what counting begins with. */
    static final int PRIMES_BEFORE = 3;

    // Measured at 10^13…10^15: a leaf costs about as much as 30 numbers of the sieve, and one n in
    // 60 is one; their cost at u grows with the share of them that is passed.
    private static final double LEAF_WORK = 0.5;
    private static final int CROWDING = 2;

    private final PiTables tables;
    private final PiBounds bounds;
    private final WorkScale scale;
    private final SegmentedSieve sieve;
    private final SegmentCounts segment = new SegmentCounts();
    private final int firstAboveStar;

    // Of the part so far.
    private long finishedTo;
    private long primes;
    private long weight;
    private long sum;

    EasyLeaves(PiTables tables, SegmentedSieve sieve) {
        this.tables = tables;
        this.sieve = sieve;
        bounds = tables.bounds();
        scale = scale(bounds);
        firstAboveStar = tables.primes().pi(bounds.star()) + 1;
    }

    /** What u can be, 7…√x; A begins at x^(1/3), C hardly earlier. */
    static WorkScale scale(PiBounds bounds) {
        double first = bounds.cubeRoot();
        double work = LEAF_WORK * ((double) bounds.x() / first);
        return new WorkScale(FIRST, first, bounds.squareRoot() + 1, work, CROWDING);
    }

    /** Sums up a part, in units of the scale. */
    PartFold fold(UnsignedRange part, TaskContext context) {
        long unit = part.start();
        finishedTo = scale.numberAt(unit);
        primes = 0;
        weight = 0;
        sum = 0;
        while (unit < part.end() && !(unit > part.start() && context.shouldStop())) {
            unit = scale.nextLook(unit, finishedTo + SegmentedSieve.SEGMENT_NUMBERS, part.end());
            long end = scale.numberAt(unit);
            if (finishedTo < end) {
                sieve.sieve(new UnsignedRange(finishedTo, end), Uninterrupted.CONTEXT, this::visit);
            }
            context.progress(unit);
        }
        return new PartFold(unit, new LeafFold(sum, new long[] {primes}, new long[] {weight}));
    }

    private boolean visit(byte[] bits, int from, int to, long firstByte, long end) {
        segment.open(bits, from, to, firstByte);
        productsOfTwoPrimes(finishedTo, end);
        starLeaves(finishedTo, end);
        primes += segment.total();
        finishedTo = end;
        return true;
    }

    /** A: p &lt; q ≤ √(x/p), counted twice while u &lt; y. */
    private void productsOfTwoPrimes(long from, long to) {
        PrimeTable table = tables.primes();
        long x = bounds.x();
        long least = Math.min(bounds.cubeRoot(), x / to / to);
        int first = Math.max(firstAboveStar, table.pi(least));
        int last = table.pi(Math.min(bounds.cubeRoot(), Roots.floor(x / from)));
        for (int index = first; index <= last; index++) {
            int prime = table.prime(index);
            long cofactors = x / prime;
            long most = Math.min(Roots.floor(cofactors), cofactors / from);
            long above = Math.max(prime, cofactors / to);
            if (above >= most) {
                continue;
            }
            long twice = Math.max(above, Math.min(most, cofactors / bounds.y()));
            int low = table.pi(above);
            int middle = table.pi(twice);
            int high = table.pi(most);
            addPrimes(cofactors, low, middle, 1, 0);
            addPrimes(cofactors, middle, high, 2, 0);
        }
    }

    /** C: multipliers above z/p and x/p³, so that u &lt; p². */
    private void starLeaves(long from, long to) {
        PrimeTable table = tables.primes();
        int first = Math.max(PiBounds.SMALL_PRIMES + 1, table.pi(Roots.floor(from)));
        for (int index = first; index < firstAboveStar; index++) {
            int prime = table.prime(index);
            long cofactors = bounds.x() / prime;
            long above =
                    Math.max(
                            Math.max(bounds.z() / prime, cofactors / prime / prime),
                            cofactors / to);
            long most = cofactors / from;
            if (prime > bounds.rootOfZ()) {
                above = Math.max(above, prime);
                most = Math.min(most, bounds.y());
                if (above < most) {
                    addPrimes(cofactors, table.pi(above), table.pi(most), 1, 2 - index);
                }
            } else if (above < Math.min(most, bounds.z())) {
                addMultipliers(cofactors, prime, above, most, 2 - index);
            }
        }
    }

    /** Adds factor·(π(u) + offset) for the primes of the indexes low + 1…high. */
    private void addPrimes(long cofactors, int low, int high, int factor, int offset) {
        PrimeTable table = tables.primes();
        long counts = 0;
        if (Quotients.fits(cofactors)) {
            double dividend = (double) cofactors;
            for (int at = low + 1; at <= high; at++) {
                counts += segment.to(Quotients.exact(dividend, table.prime(at)));
            }
        } else {
            for (int at = low + 1; at <= high; at++) {
                counts += segment.to(cofactors / table.prime(at));
            }
        }
        long leaves = (long) high - low;
        sum += factor * (counts + leaves * (primes + offset));
        weight += factor * leaves;
    }

    private void addMultipliers(long cofactors, int prime, long above, long most, int offset) {
        Multipliers multipliers = tables.multipliers();
        int high = multipliers.countTo(most);
        long leaves = 0;
        long counts = 0;
        for (int at = multipliers.countTo(above); at < high; at++) {
            int factor = multipliers.signedFactor(at);
            if (Math.abs(factor) > prime) {
                int count = segment.to(cofactors / multipliers.number(at));
                counts += factor < 0 ? count : -count;
                leaves += factor < 0 ? 1 : -1;
            }
        }
        sum += counts + leaves * (primes + offset);
        weight += leaves;
    }
}
