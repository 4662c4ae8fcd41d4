package dev.forkyard.common.job;

import java.util.regex.Pattern;

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

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
