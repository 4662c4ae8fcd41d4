package dev.forkyard.coordinator.gateway;

/** How much of a caller's own text an error repeats. Stateless. */
public final class Quotation {
    private static final int CHARACTERS_MAX = 100;

    private Quotation() {}

    /** The text, or its beginning if it is long: an answer must not grow with the question. */
    public static String of(String text) {
        return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX) + "…";
    }
}
