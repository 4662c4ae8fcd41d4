package dev.forkyard.client.cli.output;

/**
 * Colours, where they are allowed. Immutable.
 *
 * @param on whether text gets any
 */
public record Colors(boolean on) {
    /** What went well. */
    public String good(String text) {
        return paint("32", text);
    }

    /** What is going on. */
    public String busy(String text) {
        return paint("36", text);
    }

    /** What may need somebody. */
    public String warning(String text) {
        return paint("33", text);
    }

    /** What went wrong. */
    public String bad(String text) {
        return paint("31", text);
    }

    /** A heading. */
    public String strong(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
