package dev.forkyard.jobs.chaos;

/** How an item misbehaves. Immutable. */
public enum FaultKind {
    /** Throws an exception that has a cause. */
    THROW(1, "throw", 0, 0, 0),
    /** Calls {@code System.exit}; the argument is the code. */
    EXIT(2, "exit", 0, 255, 1),
    /** Calls {@code Runtime.halt}; the argument is the code. */
    HALT(3, "halt", 0, 255, 1),
    /** Writes to address 0 from native code: a real SIGSEGV. */
    SEGV(4, "segv", 0, 0, 0),
    /** Fills the heap with arrays that stay reachable. */
    HEAP(5, "heap", 0, 0, 0),
    /** Leaks native memory and touches it; the argument is the rate in MiB a second. */
    NATIVE(6, "native", 1, 10_000, 50),
    /** Prints; the argument is how many bytes. Then it does its work. */
    PRINT(7, "print", 1, 100_000_000_000L, 1_000_000),
    /** Stops its process by SIGSTOP. If somebody continues it, it does its work. */
    FREEZE(8, "freeze", 0, 0, 0),
    /** Spins in a counted loop for ever and does not look at its context. */
    SPIN(9, "spin", 0, 0, 0),
    /** Sleeps without looking at its context; the argument is for how many ms. Then it works. */
    IGNORE_CANCEL(10, "ignore-cancel", 1, 86_400_000, 60_000);

    private final byte code;
    private final String text;
    private final long least;
    private final long most;
    private final long usual;

    FaultKind(int code, String text, long least, long most, long usual) {
        this.code = (byte) code;
        this.text = text;
        this.least = least;
        this.most = most;
        this.usual = usual;
    }

    /** As the command line writes it. */
    public String text() {
        return text;
    }

    /** Whether it takes an argument. */
    public boolean hasArgument() {
        return most > 0;
    }

    /** The argument where none is given. */
    public long usualArgument() {
        return usual;
    }

    byte code() {
        return code;
    }

    static FaultKind ofCode(int code) {
        for (FaultKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("fault %d is unknown".formatted(code));
    }

    void check(long argument) {
        if (!hasArgument() && argument != 0) {
            throw new IllegalArgumentException(
                    "fault %s takes no argument, was given %s"
                            .formatted(text, Long.toUnsignedString(argument)));
        }
        if (argument < least || argument > most) {
            throw new IllegalArgumentException(
                    "the argument of fault %s must be %d…%d, was %s"
                            .formatted(text, least, most, Long.toUnsignedString(argument)));
        }
    }
}
