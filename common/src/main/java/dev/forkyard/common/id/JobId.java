package dev.forkyard.common.id;

import org.jspecify.annotations.Nullable;

/**
 * The name of one submitted job: 1…40 characters of {@code a-z 0-9 -}, unique within a coordinator.
 * Immutable.
 */
public record JobId(String value) implements Comparable<JobId> {
    private static final int LENGTH_MAX = 40;

    /**
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public JobId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "job id must be 1…40 characters of a-z, 0-9 and '-', was '" + value + "'");
        }
    }

    /** Tells whether a text has the form of a job id. */
    public static boolean isValid(String value) {
        // By hand, since every message about an attempt comes by here.
        if (value.isEmpty() || value.length() > LENGTH_MAX) {
            return false;
        }
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    // By hand, as in the other ids: a record's own methods go through method handles, which cost a
    // microsecond each until the second compiler has seen them, and the coordinator has none.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JobId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
