package dev.forkyard.jobs.primes.pi;

/** The sums of {@link PiFormula}, each a stage of its own. Immutable. */
enum LeafKind {
    /** {@link HardLeaves}; the longest, so it begins first. */
    HARD(1),
    /** {@link PrimePairs}. */
    PAIRS(2),
    /** {@link EasyLeaves}. */
    EASY(3),
    /** {@link OrdinaryLeaves}. */
    ORDINARY(4),
    /** {@link SigmaTerms}. */
    SIGMA(5);

    private final int code;

    LeafKind(int code) {
        this.code = code;
    }

    /** The kind's number in codecs, 1…127; never reused. */
    byte code() {
        return (byte) code;
    }

    /**
     * The kind of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    static LeafKind ofCode(int code) {
        for (LeafKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("kind of leaves %d is unknown".formatted(code));
    }
}
