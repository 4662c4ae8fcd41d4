package dev.forkyard.jobs.chaos;

/**
 * What one item does when it behaves. Immutable.
 *
 * @param millis how long, 1…{@value #MILLIS_MAX}; 0 for {@link Kind#NOOP}
 */
public record Work(Kind kind, int millis) {
    /** The longest item: an hour. */
    public static final int MILLIS_MAX = 3_600_000;

    /** Nothing but returning its index. */
    public static final Work NOOP = new Work(Kind.NOOP, 0);

    // A hint for the first part only: an addition, a comparison and the loop around them.
    private static final double NOOP_NANOS = 2;
    private static final double NANOS_PER_MILLI = 1e6;

    /** The ways to pass the time. */
    public enum Kind {
        /** In no time at all. */
        NOOP(0),
        /** Without using a core. */
        SLEEP(1),
        /** Using one core. */
        SPIN(2);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }

        static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("work %d is unknown".formatted(code));
        }
    }

    /**
     * @throws IllegalArgumentException if the time is out of its range
     */
    public Work {
        int least = kind == Kind.NOOP ? 0 : 1;
        int most = kind == Kind.NOOP ? 0 : MILLIS_MAX;
        if (millis < least || millis > most) {
            throw new IllegalArgumentException(
                    kind == Kind.NOOP
                            ? "noop takes no time, was given %s ms"
                                    .formatted(Integer.toUnsignedString(millis))
                            : "%s takes 1…%d ms, was %s"
                                    .formatted(
                                            text(kind),
                                            MILLIS_MAX,
                                            Integer.toUnsignedString(millis)));
        }
    }

    /** How long an item is expected to take, in nanoseconds. */
    double itemNanos() {
        return kind == Kind.NOOP ? NOOP_NANOS : millis * NANOS_PER_MILLI;
    }

    /** As the command line writes it: {@code sleep:5}. */
    @Override
    public String toString() {
        return kind == Kind.NOOP ? text(kind) : text(kind) + ":" + millis;
    }

    private static String text(Kind kind) {
        return switch (kind) {
            case NOOP -> "noop";
            case SLEEP -> "sleep";
            case SPIN -> "spin";
        };
    }
}
