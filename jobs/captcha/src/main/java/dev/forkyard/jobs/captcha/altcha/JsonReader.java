package dev.forkyard.jobs.captcha.altcha;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one {@link JsonObject} (RFC 8259, without arrays). Confined to one thread. */
final class JsonReader {
    private static final int DEPTH_MAX = 4;
    private static final Pattern LITERAL =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException if the text is no such object
     */
    JsonObject read() {
        JsonObject object = object(1);
        skipBlanks();
        if (at != text.length()) {
            throw broken("nothing more");
        }
        return object;
    }

    private JsonObject object(int depth) {
        if (depth > DEPTH_MAX) {
            throw broken("at most %d levels".formatted(DEPTH_MAX));
        }
        JsonObject object = new JsonObject();
        expect('{');
        if (found('}')) {
            return object;
        }
        do {
            skipBlanks();
            String name = string();
            expect(':');
            if (!member(object, name, depth)) {
                throw broken("each name once");
            }
        } while (found(','));
        expect('}');
        return object;
    }

    private boolean member(JsonObject object, String name, int depth) {
        skipBlanks();
        char first = peek();
        if (first == '{') {
            return object.put(name, object(depth + 1));
        }
        if (first == '"') {
            return object.putString(name, string());
        }
        Matcher literal = LITERAL.matcher(text).region(at, text.length());
        if (!literal.lookingAt()) {
            throw broken("a value");
        }
        at = literal.end();
        return object.putLiteral(name, literal.group());
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        if (next() != '"') {
            throw broken("a string");
        }
        for (char unit = next(); unit != '"'; unit = next()) {
            if (unit < ' ') {
                throw broken("no control character");
            }
            value.append(unit == '\\' ? escaped() : unit);
        }
        return value.toString();
    }

    private char escaped() {
        char unit = next();
        if (unit == 'u') {
            int code = 0;
            for (int digits = 0; digits < 4; digits++) {
                int digit = Character.digit(next(), 16);
                if (digit < 0) {
                    throw broken("four hexadecimal digits");
                }
                code = code << 4 | digit;
            }
            return (char) code;
        }
        int escape = "\"\\/bfnrt".indexOf(unit);
        if (escape < 0) {
            throw broken("an escape");
        }
        return "\"\\/\b\f\n\r\t".charAt(escape);
    }

    private void expect(char wanted) {
        if (!found(wanted)) {
            throw broken("'" + wanted + "'");
        }
    }

    private boolean found(char wanted) {
        skipBlanks();
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() {
        if (at == text.length()) {
            throw broken("more");
        }
        return text.charAt(at++);
    }

    private IllegalArgumentException broken(String expected) {
        return new IllegalArgumentException(
                "JSON of %d characters: at %d expected %s".formatted(text.length(), at, expected));
    }
}
