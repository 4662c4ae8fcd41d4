package dev.forkyard.jobs.primes.pi;

import dev.forkyard.common.range.UnsignedRange;
import java.util.ArrayList;
import java.util.List;

/**
 * π(x) by Gourdon's formula: which stages it has, and what their parts add up to. Confined to one
 * thread.
 *
 * <p><b>Sources.</b> E. Meissel counted primes without finding them; J. Lagarias, V. Miller and A.
 * Odlyzko (Computing π(x): the Meissel–Lehmer method, Math. Comp. 44, 1985) made it x^(2/3) by
 * stopping the recursion early and sieving for the rest; M. Deléglise and J. Rivat (Computing π(x),
 * Math. Comp. 65, 1996) took the leaves whose value is a plain π(u) out of the sieve; X. Gourdon
 * (Computation of π(x): improvements to the Meissel, Lehmer, Lagarias, Miller, Odlyzko, Deléglise
 * and Rivat method, 2001) arranged the sums so that one can cut them and so that two bounds, y and
 * z, can be chosen freely. K. Walisch's primecount (its doc folder and README) shows how quick that
 * can be. The class follows the papers; no code was taken over.
 *
 * <p><b>The formula.</b> Let φ(u, b) be how many of 1…u no one of the first b primes divides, and a
 * = π(y), ∛x &lt; y &lt; √x. A number counted by φ(x, a) is 1, a prime above y or a product of two
 * of them: π(x) = φ(x, a) + a − 1 − Σ (π(x/p) − π(p) + 1) over the primes y &lt; p ≤ √x. The sum of
 * π(x/p) is {@link PrimePairs}; what remains of the bracket, a(a−1)/2 − π(√x)(π(√x)−1)/2 with its
 * sign, is left for {@link #value}, which gets π(√x) for nothing.
 *
 * <p>φ(u, b) = φ(u, b−1) − φ(u/p, b−1), p the b-th prime, is applied from (x, a) downwards until
 * either b = {@link PiBounds#SMALL_PRIMES} or the product of the primes taken passes z. The first
 * gives the ordinary leaves μ(m)·φ(x/m, 8), m ≤ z ({@link OrdinaryLeaves}, φ from a table of one
 * period); the second the special ones −μ(m)·φ(x/(p·m), b−1) with m ≤ z &lt; p·m, where all prime
 * factors of m are above p and at most y. With u = x/(p·m):
 *
 * <ul>
 *   <li>p ≤ {@link PiBounds#star} and u ≥ p²: a sieve has to count ({@link HardLeaves}).
 *   <li>p ≤ star and u &lt; p²: φ(u, b−1) = π(u) − b + 2 ({@link EasyLeaves}, C).
 *   <li>p > star: m is a prime q, for p² > z, and u &lt; p², for p³·q > x. The sum over q of π(x /
 *       (p·q)) counts pairs of primes (q, r) with q·r ≤ x/p; as in Dirichlet's hyperbola method,
 *       those with q ≤ √(x/p) say it all: each with r &lt; y counts twice ({@link EasyLeaves}, A),
 *       the square of π(√(x/p)) is taken off, and where r may pass y a term a·π(x / (p·y)) stands
 *       for the pairs with the larger q; the constants −b + 2 add up to polynomials ({@link
 *       SigmaTerms}).
 * </ul>
 *
 * <p><b>Distribution.</b> Every sum is cut by the value of u (or of m), so that a part is a window
 * of a sieve. What its leaves need from the numbers before it is linear in a few counts, which it
 * returns with their weights: see {@link LeafFold}. So all parts of all stages are independent, and
 * no stage waits for another. Windows are cut by expected work ({@link WorkScale}).
 *
 * <p><b>Bounds.</b> All arithmetic is modulo 2^64 and the result is below 2^63, so that overflow of
 * a partial sum does no harm; divisions come first. Quotients are signed, hence x &lt; 2^63.
 */
public final class PiFormula {
    /** The largest x. */
    public static final long X_MAX = PiBounds.X_MAX;

    private final long x;
    private final List<PiStage> stages;
    private final List<FoldedRuns> folds = new ArrayList<>();

    /**
     * @param x 0…{@link #X_MAX}
     */
    public PiFormula(long x) {
        this(x, stages(x));
    }

    PiFormula(long x, List<PiStage> stages) {
        this.x = x;
        this.stages = stages;
        stages.forEach(stage -> folds.add(new FoldedRuns(stage.extent())));
    }

    /** The stages of π(x), none if x is so small that a table says it. */
    public static List<PiStage> stages(long x) {
        return x < PiBounds.X_MIN ? List.of() : stages(PiCost.bounds(x));
    }

    static List<PiStage> stages(PiBounds bounds) {
        List<PiStage> stages = new ArrayList<>();
        for (LeafKind kind : LeafKind.values()) {
            stages.add(new PiStage(kind, bounds));
        }
        return List.copyOf(stages);
    }

    /** The stages, in order of their index. */
    List<PiStage> stages() {
        return stages;
    }

    /**
     * Folds the result of a part, in any order.
     *
     * @param stage its index in {@link #stages}
     * @throws IllegalArgumentException if the payload cannot be read or the part came before
     */
    public void accept(int stage, UnsignedRange part, byte[] payload) {
        folds.get(stage).add(part, LeafFold.decode(payload));
    }

    /**
     * π(x), once all parts were accepted.
     *
     * @throws IllegalStateException if a part is missing
     */
    public long value() {
        if (stages.isEmpty()) {
            return new PrimeTable((int) PiBounds.X_MIN).pi(x);
        }
        LeafFold before = new LeafFold(0, new long[] {EasyLeaves.PRIMES_BEFORE}, new long[1]);
        LeafFold easy = before.then(whole(LeafKind.EASY));
        long primesToRoot = easy.counts()[0];
        return easy.then(whole(LeafKind.PAIRS)).sum()
                + primesToRoot * (primesToRoot - 1) / 2
                + whole(LeafKind.HARD).sum()
                + whole(LeafKind.ORDINARY).sum()
                + whole(LeafKind.SIGMA).sum();
    }

    private LeafFold whole(LeafKind kind) {
        for (int index = 0; index < stages.size(); index++) {
            if (stages.get(index).kind() == kind) {
                return folds.get(index).whole();
            }
        }
        throw new IllegalStateException("there is no stage of " + kind);
    }
}
