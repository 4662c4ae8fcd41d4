package dev.forkyard.common.id;

import java.util.regex.Pattern;

/**
 * The name of one submitted job: 1…40 characters of {@code a-z 0-9 -}, unique within a coordinator.
 * Immutable.
 */
public record JobId(String value) implements Comparable<JobId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,40}");

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
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
