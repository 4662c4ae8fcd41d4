package dev.forkyard.jobs.chaos;

/**
 * Items that misbehave in one way, each time they are executed. Immutable.
 *
 * @param argument in the unit of its kind; 0 where that takes none
 */
public record Fault(FaultKind kind, long argument, ItemSet items) {
    /**
     * @throws IllegalArgumentException if the argument is out of its range
     */
    public Fault {
        kind.check(argument);
    }

    /** A fault with the usual argument of its kind. */
    public static Fault of(FaultKind kind, ItemSet items) {
        return new Fault(kind, kind.usualArgument(), items);
    }

    /** As the command line writes it: {@code exit:3@7}. */
    @Override
    public String toString() {
        return kind.text() + (kind.hasArgument() ? ":" + argument : "") + "@" + items;
    }
}
