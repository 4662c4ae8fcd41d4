package dev.forkyard.coordinator.schedule;

/** Which jobs get workers first: strict, but see aging in {@link ReadyQueue}. Immutable. */
public enum Priority {
    /** Before all others: short calls that somebody waits for. */
    HIGH(0),
    /** The usual. */
    NORMAL(1),
    /** When nothing else wants the workers. */
    LOW(2);

    /** How many priorities there are. */
    static final int LEVELS = 3;

    private final int level;

    Priority(int level) {
        this.level = level;
    }

    /** 0 for the first to be served. */
    int level() {
        return level;
    }
}
