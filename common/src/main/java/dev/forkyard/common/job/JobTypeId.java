package dev.forkyard.common.job;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stable name of a kind of work and the version of its codecs, written {@code primes.count/1}.
 * Immutable.
 *
 * @param name 1…40 characters of {@code a-z 0-9 . -}
 * @param version ≥ 1; raised when input, stage input or result change their form
 */
public record JobTypeId(String name, int version) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9.-]{1,40}");

    /**
     * @throws IllegalArgumentException if name or version have another form
     */
    public JobTypeId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "job type must be 1…40 characters of a-z, 0-9, '.' and '-', was '"
                            + name
                            + "'");
        }
        if (version < 1) {
            throw new IllegalArgumentException("version must be ≥ 1, was " + version);
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static JobTypeId parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("job type must be NAME/VERSION, was '" + text + "'");
        }
        return new JobTypeId(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }

    /** Written out: a record's own is made by method handles at run time, 20 ms of each start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JobTypeId id && version == id.version && name.equals(id.name);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + version;
    }

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
