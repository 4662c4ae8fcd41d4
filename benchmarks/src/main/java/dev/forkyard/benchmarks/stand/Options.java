package dev.forkyard.benchmarks.stand;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command line of {@code --name value} pairs. Immutable. */
public final class Options {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Options() {}

    /**
     * Reads a command line; of an option that is given twice the last counts.
     *
     * @param known the options there are
     * @throws IllegalArgumentException with a line for the user
     */
    public static Options parse(String[] words, List<String> known) {
        Options options = new Options();
        for (int i = 0; i < words.length; i += 2) {
            int equals = words[i].indexOf('=');
            String name = equals < 0 ? words[i] : words[i].substring(0, equals);
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown option '%s'; there are %s"
                                .formatted(name, String.join(" ", known)));
            }
            if (equals >= 0) {
                options.values.put(name, words[i].substring(equals + 1));
                i--;
            } else if (i + 1 < words.length) {
                options.values.put(name, words[i + 1]);
            } else {
                throw new IllegalArgumentException("option '" + name + "' needs a value");
            }
        }
        return options;
    }

    /** A text, if it is given. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if it is none or out of its bounds
     */
    public int number(String name, int usual, int least, int most) {
        double value = decimal(name, usual, least, most);
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException(name + " must be a whole number, was " + value);
        }
        return (int) value;
    }

    /**
     * A number.
     *
     * @throws IllegalArgumentException if it is none or out of its bounds
     */
    public double decimal(String name, double usual, double least, double most) {
        String text = values.get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[0-9]{1,10}(\\.[0-9]{1,9})?")
                || Double.parseDouble(text) < least
                || Double.parseDouble(text) > most) {
            throw new IllegalArgumentException(
                    "%s must be %s…%s, was '%s'".formatted(name, plain(least), plain(most), text));
        }
        return Double.parseDouble(text);
    }

    /**
     * A rate: {@code 0.2/s}, {@code 5/m} or a bare number a second.
     *
     * @throws IllegalArgumentException if it is none or above 100 a second
     */
    public double perSecond(String name, double usual) {
        String text = values.get(name);
        if (text == null) {
            return usual;
        }
        String number = text.replaceFirst("/[sm]$", "");
        if (!number.matches("[0-9]{1,4}(\\.[0-9]{1,9})?") || rate(text, number) > 100) {
            throw new IllegalArgumentException(
                    name + " must be a rate from 0 to 100/s such as 0.2/s, was '" + text + "'");
        }
        return rate(text, number);
    }

    private static double rate(String text, String number) {
        return Double.parseDouble(number) / (text.endsWith("/m") ? 60 : 1);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
