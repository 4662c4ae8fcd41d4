package dev.forkyard.jobs.captcha;

/**
 * The characters of answers, and how a visitor's answer is made comparable. Stateless.
 *
 * <p>Pictures show no character that has a twin in the alphabet: of {@code 0 O Q D}, {@code 1 I L},
 * {@code 2 Z}, {@code 5 S}, {@code 8 B}, {@code 6 G} and {@code U V} at most one is used.
 *
 * <p>Only ASCII is folded. Unicode's own case mappings are wider than they look (the Kelvin sign
 * becomes k, the long s becomes S, one sharp s becomes two letters), and a Cyrillic A that passed
 * for a Latin one would be a second spelling of one answer.
 */
public final class CaptchaAlphabet {
    /** The characters of pictures, in upper case. */
    public static final String TEXT = "ACDEFHJKLMNPRTUWXY346789";

    /** The characters of spoken captchas. */
    public static final String DIGITS = "0123456789";

    /** The fewest characters of an answer that is read or heard. */
    public static final int LENGTH_MIN = 4;

    /** The most characters of an answer that is read or heard. */
    public static final int LENGTH_MAX = 10;

    /** How many characters there are where nothing is said. */
    public static final int LENGTH_DEFAULT = 6;

    /** The most characters of a visitor's answer that are looked at, blanks included. */
    public static final int ANSWER_CHARACTERS_MAX = 128;

    // What people type when they take a character of TEXT for one that it lacks.
    private static final String TYPED = "0OQBG1IV";
    private static final String MEANT = "DDD86LLU";

    private CaptchaAlphabet() {}

    /**
     * A visitor's answer to a picture in the form of {@link Captcha#answer}: ASCII letters in upper
     * case, blanks and hyphens left out, characters that no picture shows replaced by the one that
     * they resemble. The empty string, which is no captcha's answer, if anything else is in it or
     * it is longer than {@value #ANSWER_CHARACTERS_MAX}.
     */
    public static String normalise(String answer) {
        StringBuilder normal = new StringBuilder(LENGTH_MAX);
        if (answer.length() > ANSWER_CHARACTERS_MAX) {
            return "";
        }
        for (int index = 0; index < answer.length(); index++) {
            char typed = answer.charAt(index);
            if (isBlank(typed)) {
                continue;
            }
            char upper = typed >= 'a' && typed <= 'z' ? (char) (typed - 'a' + 'A') : typed;
            int twin = TYPED.indexOf(upper);
            char meant = twin < 0 ? upper : MEANT.charAt(twin);
            if (!isLetterOrDigit(meant)) {
                return "";
            }
            normal.append(meant);
        }
        return normal.toString();
    }

    /** The same for spoken digits: blanks and hyphens left out, anything but digits refused. */
    public static String normaliseDigits(String answer) {
        return keep(answer, DIGITS);
    }

    /** The same for a derived key: lower-case hexadecimal digits only. */
    static String normaliseKey(String answer) {
        return keep(answer, "0123456789abcdef");
    }

    private static String keep(String answer, String allowed) {
        StringBuilder normal = new StringBuilder(LENGTH_MAX);
        if (answer.length() > ANSWER_CHARACTERS_MAX) {
            return "";
        }
        for (int index = 0; index < answer.length(); index++) {
            char typed = answer.charAt(index);
            if (isBlank(typed)) {
                continue;
            }
            if (allowed.indexOf(typed) < 0) {
                return "";
            }
            normal.append(typed);
        }
        return normal.toString();
    }

    private static boolean isBlank(char typed) {
        return typed == ' ' || typed == '\t' || typed == '\r' || typed == '\n' || typed == '-';
    }

    private static boolean isLetterOrDigit(char typed) {
        return (typed >= 'A' && typed <= 'Z') || (typed >= '0' && typed <= '9');
    }
}
