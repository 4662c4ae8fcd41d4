package dev.forkyard.jobs.primes;

/** How primes are counted. Immutable. */
public enum CountMethod {
    /** Whatever is expected to be quickest; asked for only, never the method of an answer. */
    AUTO(0),
    /**
     * By looking at the numbers: the segmented sieve, or tests one by one where those are quicker.
     */
    SIEVE(1);

    private final int code;

    CountMethod(int code) {
        this.code = code;
    }

    /** The method of an answer to a request for this one. */
    public CountMethod resolved() {
        return SIEVE; // The place to decide by range, once there is another method.
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
