package dev.forkyard.client.cli.range;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.common.range.UnsignedRange;
import java.math.BigInteger;

/**
 * How people write a range: {@code A..B} without B, {@code A..=B} with B, {@code A..+N} for N
 * numbers from A on, {@code B} for 0..B. Stateless.
 */
public final class RangeNotation {
    private static final String LARGEST = "18446744073709551615";
    private static final BigInteger END_MAX = new BigInteger(LARGEST);

    private RangeNotation() {}

    /**
     * Reads a range.
     *
     * @throws CliException with one line that names the word, what is wrong and the bounds
     */
    public static UnsignedRange parse(String word) {
        return parse("RANGE", word);
    }

    /**
     * Reads a range from somewhere.
     *
     * @param where what the line of an error starts with, such as {@code numbers.txt:7: RANGE}
     */
    static UnsignedRange parse(String where, String word) {
        return new Reading(where, word).range();
    }

    /** One word being read, so that every refusal can name it as it was written. */
    private record Reading(String where, String word) {
        UnsignedRange range() {
            int dots = word.indexOf("..");
            if (dots < 0) {
                return range(BigInteger.ZERO, bounded("end", word, number(word)));
            }
            BigInteger start = bounded("start", left(dots), number(left(dots)));
            String right = word.substring(dots + 2);
            if (right.startsWith("=")) {
                return inclusive(start, right.substring(1));
            }
            if (right.startsWith("+")) {
                BigInteger width = number(right.substring(1));
                return range(start, bounded("end", start.add(width)));
            }
            return range(start, bounded("end", right, number(right)));
        }

        private String left(int dots) {
            return word.substring(0, dots);
        }

        private UnsignedRange inclusive(BigInteger start, String lastWord) {
            BigInteger last = bounded("last number", lastWord, number(lastWord));
            if (start.compareTo(last) > 0) {
                throw reversed("start " + start + " is above the last number " + last);
            }
            if (last.equals(END_MAX)) {
                throw refused(
                        "last number "
                                + last
                                + " leaves no end after it; the largest end is "
                                + LARGEST);
            }
            return range(start, last.add(BigInteger.ONE));
        }

        private UnsignedRange range(BigInteger start, BigInteger end) {
            if (start.compareTo(end) > 0) {
                throw reversed("start " + start + " is above end " + end);
            }
            return new UnsignedRange(start.longValue(), end.longValue());
        }

        private BigInteger number(String digits) {
            return NumberNotation.parse(digits).orElseThrow(() -> noNumber(digits));
        }

        private CliException noNumber(String digits) {
            String what =
                    digits.isEmpty()
                            ? "a number is missing"
                            : Quoted.of(digits) + " is not a whole number";
            return refused(
                    what + "; write 0 to " + LARGEST + " like 1000000, 1_000_000, 1e6, 2^20 or 1M");
        }

        private BigInteger bounded(String name, String written, BigInteger value) {
            if (value.compareTo(END_MAX) > 0) {
                throw above(name + " " + written);
            }
            return value;
        }

        private BigInteger bounded(String name, BigInteger value) {
            return bounded(name, value.bitLength() > 100 ? "" : value.toString(), value);
        }

        private CliException above(String what) {
            return refused(
                    Quoted.oneLine(what.strip())
                            + " is above the largest, "
                            + LARGEST
                            + " (2^64-1)");
        }

        private CliException reversed(String what) {
            return refused(what + "; A..B needs 0 <= A <= B <= " + LARGEST);
        }

        private CliException refused(String why) {
            return CliException.usage(where + " " + Quoted.of(word) + ": " + why);
        }
    }
}
