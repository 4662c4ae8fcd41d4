package dev.forkyard.jobs.captcha;

/** The check that all recipes share. Stateless. */
final class Bounds {
    private Bounds() {}

    /**
     * @throws IllegalArgumentException if the value is out of its range, with the range
     */
    static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be %d…%d, was %d".formatted(name, least, most, value));
        }
    }
}
