package dev.forkyard.benchmarks.chaos;

import java.util.Locale;

/** What the tool does wrong on purpose, to prove that its scoreboard would show it. Immutable. */
enum Sabotage {
    /** Nothing. */
    NONE,
    /** Drops an answer that it got. */
    LOST,
    /** Falsifies an answer. */
    WRONG,
    /** Leaves a process behind. */
    ORPHAN;

    /**
     * Reads an option's value.
     *
     * @throws IllegalArgumentException with a line for the user
     */
    static Sabotage parse(String text) {
        for (Sabotage sabotage : values()) {
            if (sabotage != NONE && sabotage.name().toLowerCase(Locale.ROOT).equals(text)) {
                return sabotage;
            }
        }
        throw new IllegalArgumentException(
                "--sabotage must be lost, wrong or orphan, was '" + text + "'");
    }
}
