package dev.forkyard.jobs.primes;

import dev.forkyard.common.range.UnsignedRange;
import dev.forkyard.jobs.primes.pi.PiFormula;

/** How primes are counted. Immutable. */
public enum CountMethod {
    /** Whatever is expected to be quickest; asked for only, never the method of an answer. */
    AUTO(0),
    /**
     * By looking at the numbers: the segmented sieve, or tests one by one where those are quicker.
     */
    SIEVE(1),
    /**
     * As a difference of two values of π(x), each by a combinatorial formula, for ends up to {@link
     * #PI_END_MAX}.
     */
    PI(2);

    /** The largest end of a range that π can count: 2^63. */
    public static final long PI_END_MAX = PiFormula.X_MAX + 1;

    private final int code;

    CountMethod(int code) {
        this.code = code;
    }

    /** The most ranges of one job with {@link #PI}: each needs the stages of two values. */
    public static final int PI_RANGES_MAX = 1000;

    /** Tells whether the method can count in a range. */
    public boolean counts(UnsignedRange range) {
        return this != PI || Long.compareUnsigned(range.end(), PI_END_MAX) <= 0;
    }

    /** The method's number in the codecs, 0…127; never reused. */
    byte code() {
        return (byte) code;
    }

    /**
     * The method of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    static CountMethod ofCode(int code) {
        for (CountMethod method : values()) {
            if (method.code == code) {
                return method;
            }
        }
        throw new IllegalArgumentException("count method %d is unknown".formatted(code));
    }
}
