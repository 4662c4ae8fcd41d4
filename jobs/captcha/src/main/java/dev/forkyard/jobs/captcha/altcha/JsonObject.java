package dev.forkyard.jobs.captcha.altcha;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A JSON object as far as challenges need it: objects, strings, numbers, booleans and null, names
 * in order. Immutable once read.
 *
 * <p>A signature covers the text that JavaScript's {@code JSON.stringify} makes of the object with
 * its names in order, so that {@link #canonical} writes exactly that. Numbers keep the text that
 * they came in, which is the same text if JavaScript wrote it; if it did not, the signature fails.
 */
final class JsonObject {
    /** A string, number, boolean or null: the text that was meant, and how it is written. */
    private record Scalar(String value, String written, boolean isString) {}

    private final TreeMap<String, Object> members = new TreeMap<>();

    JsonObject() {}

    /**
     * @throws IllegalArgumentException if the text is no such object
     */
    static JsonObject parse(String text) {
        return new JsonReader(text).read();
    }

    /** Adds an object; returns false if the name is taken. */
    boolean put(String name, JsonObject object) {
        return members.putIfAbsent(name, object) == null;
    }

    /** Adds a string; returns false if the name is taken. */
    boolean putString(String name, String value) {
        return members.putIfAbsent(name, new Scalar(value, quoted(value), true)) == null;
    }

    /** Adds a number, a boolean or null as written; returns false if the name is taken. */
    boolean putLiteral(String name, String written) {
        return members.putIfAbsent(name, new Scalar(written, written, false)) == null;
    }

    Optional<JsonObject> object(String name) {
        return members.get(name) instanceof JsonObject found
                ? Optional.of(found)
                : Optional.empty();
    }

    Optional<String> string(String name) {
        return members.get(name) instanceof Scalar found && found.isString()
                ? Optional.of(found.value())
                : Optional.empty();
    }

    /** A whole number ≥ 0 of at most 15 digits. */
    OptionalLong whole(String name) {
        return members.get(name) instanceof Scalar found
                        && !found.isString()
                        && found.value().matches("[0-9]{1,15}")
                ? OptionalLong.of(Long.parseLong(found.value()))
                : OptionalLong.empty();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** The text without blanks, names in order. */
    String canonical() {
        StringBuilder text = new StringBuilder();
        members.forEach(
                (name, member) -> {
                    text.append(text.length() == 0 ? '{' : ',').append(quoted(name)).append(':');
                    text.append(
                            member instanceof JsonObject object
                                    ? object.canonical()
                                    : ((Scalar) member).written());
                });
        return members.isEmpty() ? "{}" : text.append('}').toString();
    }

    /** ECMA-262, QuoteJSONString. */
    private static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int index = 0; index < value.length(); index++) {
            char unit = value.charAt(index);
            int escape = "\"\\\b\f\n\r\t".indexOf(unit);
            if (escape >= 0) {
                text.append('\\').append("\"\\bfnrt".charAt(escape));
            } else if (unit < ' ' || isLoneSurrogate(value, index)) {
                text.append("\\u%04x".formatted((int) unit));
            } else {
                text.append(unit);
            }
        }
        return text.append('"').toString();
    }

    private static boolean isLoneSurrogate(String value, int index) {
        char unit = value.charAt(index);
        if (Character.isHighSurrogate(unit)) {
            return index + 1 == value.length()
                    || !Character.isLowSurrogate(value.charAt(index + 1));
        }
        return Character.isLowSurrogate(unit)
                && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
    }
}
