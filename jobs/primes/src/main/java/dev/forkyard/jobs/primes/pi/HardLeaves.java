package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.job.TaskContext;
import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.sieve.Quotients;
import dev.forkyard.jobs.primes.sieve.Roots;

/**
 * The leaves that need a sieve: −μ(m)·φ(u, b−1) with u = ⌊x / (p·m)⌋ ≥ p², p the b-th prime. A part
 * is a window of u. Confined to one thread.
 *
 * <p>In each segment the primes are crossed off in ascending order; before the b-th one is, what is
 * left up to u is what φ(u, b−1) counts there, and what it counts before the part is the kind b of
 * the {@link LeafFold}. The multipliers of one prime are met in descending order, so that u ascends
 * and a cursor for each prime walks through them from segment to segment. Those that are leaves are
 * picked first, without a branch that the processor would have to guess, then divided and counted.
 */
final class HardLeaves {
    // Measured at 10^13…10^15: the leaves cost 0.55…0.7 times x / firstLeaf numbers of the sieve,
    // and their cost at u grows with the third power of the share of them that is passed.
    private static final double LEAF_WORK = 0.65;
    private static final int CROWDING = 4;

    // An index costs a look at 16,384 words, some 8 µs; walking costs about 16 ns a leaf more.
    private static final int INDEXED_LEAVES_MIN = 512;

    // So that a batch and its multipliers stay in the L1 cache.
    private static final int PICKED_MAX = 4096;

    private final PiTables tables;
    private final PiBounds bounds;
    private final CountingSieve sieve;
    private final WorkScale scale;
    private final long star;
    private final long rootOfZ;
    private final int[] picks = new int[PICKED_MAX];

    // By kind, as far as the part goes: the leaf to look at next and the last one.
    private int[] cursors = new int[0];
    private int[] ends = new int[0];
    private long[] counts = new long[0];
    private long[] weights = new long[0];
    private long sum;

    HardLeaves(PiTables tables, SmallPattern pattern) {
        this.tables = tables;
        bounds = tables.bounds();
        sieve = new CountingSieve(pattern);
        scale = scale(bounds);
        star = bounds.star();
        rootOfZ = bounds.rootOfZ();
    }

    /** What u can be, 0…x/z; the first leaf has p³ = x/z, and u = p² or little more. */
    static WorkScale scale(PiBounds bounds) {
        long end = bounds.x() / bounds.z() + 1;
        long first = PiBounds.cubeRoot(end);
        double square = first * first;
        return new WorkScale(0, square, end, LEAF_WORK * bounds.x() / square, CROWDING);
    }

    /** Sums up a part, in units of the scale. */
    PartFold fold(UnsignedRange part, TaskContext context) {
        long unit = part.start();
        open(scale.numberAt(unit));
        while (unit < part.end() && !(unit > part.start() && context.shouldStop())) {
            long next = scale.nextLook(unit, sieve.reach(), part.end());
            segment(scale.numberAt(unit), scale.numberAt(next));
            unit = next;
            context.progress(unit);
        }
        return new PartFold(unit, new LeafFold(sum, counts, weights));
    }

    private void open(long start) {
        int kinds = kindsFrom(start);
        cursors = new int[kinds];
        ends = new int[kinds];
        counts = new long[kinds];
        weights = new long[kinds];
        sum = 0;
        int[] primes = new int[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            int prime = prime(kind);
            primes[kind] = prime;
            long cofactors = bounds.x() / prime;
            long most = Math.min(cofactors / prime / prime, cofactors / Math.max(1, start));
            if (prime <= rootOfZ) {
                cursors[kind] = tables.multipliers().countTo(Math.min(bounds.z(), most)) - 1;
                ends[kind] = tables.multipliers().countTo(bounds.z() / prime) - 1;
            } else {
                cursors[kind] = tables.primes().pi(Math.min(bounds.y(), most));
                ends[kind] = tables.primes().pi(Math.max(bounds.z() / prime, prime));
            }
        }
        sieve.open(start, primes);
    }

    /** How many primes can have a leaf at {@code start} or above. */
    private int kindsFrom(long start) {
        long most = Math.min(star, Roots.floor(bounds.x() / Math.max(1, start)));
        return Math.max(0, tables.primes().pi(most) - PiBounds.SMALL_PRIMES);
    }

    private int prime(int kind) {
        return tables.primes().prime(kind + PiBounds.SMALL_PRIMES + 1);
    }

    private void segment(long from, long to) {
        if (from == to) {
            return;
        }
        sieve.next(from, to);
        int kinds = Math.min(counts.length, kindsFrom(from));
        for (int kind = 0; kind < kinds; kind++) {
            if (cursors[kind] > ends[kind]) {
                leaves(kind, to);
            }
            counts[kind] += sieve.left();
            sieve.crossOff(kind);
        }
    }

    private void leaves(int kind, long to) {
        int prime = prime(kind);
        long cofactors = bounds.x() / prime;
        long above = cofactors / to; // ⌊cofactors / m⌋ < to if and only if m > above.
        if (prime > rootOfZ) {
            primeLeaves(kind, cofactors, above);
        } else {
            compositeLeaves(kind, prime, cofactors, above);
        }
    }

    private void primeLeaves(int kind, long cofactors, long above) {
        PrimeTable primes = tables.primes();
        int last = above >= bounds.y() ? cursors[kind] : Math.max(ends[kind], primes.pi(above));
        int leaves = cursors[kind] - last;
        boolean indexed = leaves >= INDEXED_LEAVES_MIN;
        if (indexed) {
            sieve.index();
        }
        boolean fits = Quotients.fits(cofactors);
        long added = 0;
        for (int at = cursors[kind]; at > last; at--) {
            int factor = primes.prime(at);
            long u = fits ? Quotients.exact((double) cofactors, factor) : cofactors / factor;
            added += indexed ? sieve.indexedTo(u) : sieve.countTo(u);
        }
        cursors[kind] -= Math.max(0, leaves);
        weights[kind] += Math.max(0, leaves);
        sum += added + counts[kind] * Math.max(0, leaves);
    }

    private void compositeLeaves(int kind, int prime, long cofactors, long above) {
        boolean indexed = false;
        int picked;
        do {
            picked = pick(kind, prime, above);
            if (picked >= INDEXED_LEAVES_MIN && !indexed) {
                sieve.index();
                indexed = true;
            }
            addPicked(kind, cofactors, picked, indexed);
        } while (picked == PICKED_MAX);
    }

    /** Picks multipliers above a number whose prime factors are above the prime. */
    private int pick(int kind, int prime, long above) {
        Multipliers multipliers = tables.multipliers();
        int size = 0;
        int at = cursors[kind];
        int end = ends[kind];
        while (at > end && size < PICKED_MAX && multipliers.number(at) > above) {
            picks[size] = at;
            size += Math.abs(multipliers.signedFactor(at)) > prime ? 1 : 0;
            at--;
        }
        cursors[kind] = at;
        return size;
    }

    private void addPicked(int kind, long cofactors, int size, boolean indexed) {
        Multipliers multipliers = tables.multipliers();
        boolean fits = Quotients.fits(cofactors);
        long added = 0;
        long weight = 0;
        for (int index = 0; index < size; index++) {
            int at = picks[index];
            int number = multipliers.number(at);
            long u = fits ? Quotients.exact((double) cofactors, number) : cofactors / number;
            int count = indexed ? sieve.indexedTo(u) : sieve.countTo(u);
            int sign = multipliers.signedFactor(at) >> 31; // −1 if negative, else 0.
            int factor = -1 - 2 * sign;
            added += factor * (long) count;
            weight += factor;
        }
        weights[kind] += weight;
        sum += added + counts[kind] * weight;
    }
}
