package dev.forkyard.client.cli.range;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How people write a whole number ≥ 0: {@code 1000000}, {@code 1_000_000}, {@code 1e6}, {@code
 * 1.5e3}, {@code 2^20}, {@code 10**6}, {@code 1M}, {@code 2.5K}. Stateless.
 *
 * <p>The result must be exact, so {@code 1.5} is no number here. {@code K M G T} are 10^3, 10^6,
 * 10^9 and 10^12, in either case. A suffix does not go with a power ({@code 2^3K} could be read in
 * two ways), and a power has no second one.
 */
public final class NumberNotation {
    private static final String DIGITS = "[0-9]+(?:_[0-9]+)*";
    private static final Pattern POWER =
            Pattern.compile("(" + DIGITS + ")(?:\\^|\\*\\*)(" + DIGITS + ")");
    private static final Pattern DECIMAL =
            Pattern.compile(
                    "("
                            + DIGITS
                            + "(?:\\."
                            + DIGITS
                            + ")?)(?:[eE]([+-]?"
                            + DIGITS
                            + ")|([kKmMgGtT]))?");

    /** A longer word is not even looked at: it cannot be a number that anybody means. */
    private static final int LENGTH_MAX = 200;

    /** Numbers above 2^64 need not be exact, but must not cost memory: 10^400 is one of them. */
    private static final int EXPONENT_MAX = 400;

    private static final BigInteger HUGE = BigInteger.TEN.pow(EXPONENT_MAX);

    private NumberNotation() {}

    /**
     * Reads a number; empty if the word is none. Beyond 10^400 the result is just some number that
     * is as large.
     */
    public static Optional<BigInteger> parse(String word) {
        if (word.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        Matcher power = POWER.matcher(word);
        if (power.matches()) {
            return Optional.of(power(integer(power.group(1)), integer(power.group(2))));
        }
        Matcher decimal = DECIMAL.matcher(word);
        if (!decimal.matches()) {
            return Optional.empty();
        }
        BigDecimal mantissa = new BigDecimal(decimal.group(1).replace("_", ""));
        return scaled(mantissa, exponent(decimal));
    }

    private static BigInteger power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() == 0) {
            return BigInteger.ONE;
        }
        if (base.bitLength() <= 1) {
            return base;
        }
        boolean huge = exponent.bitLength() > 9 || base.bitLength() * exponent.intValue() > 1300;
        return huge ? HUGE : base.pow(exponent.intValue());
    }

    private static BigInteger exponent(Matcher decimal) {
        if (decimal.group(2) != null) {
            return integer(decimal.group(2));
        }
        if (decimal.group(3) == null) {
            return BigInteger.ZERO;
        }
        int thousands = " KMGT".indexOf(decimal.group(3).toUpperCase(Locale.ROOT));
        return BigInteger.valueOf(3L * thousands);
    }

    private static Optional<BigInteger> scaled(BigDecimal mantissa, BigInteger exponent) {
        if (mantissa.signum() == 0) {
            return Optional.of(BigInteger.ZERO);
        }
        if (exponent.abs().compareTo(BigInteger.valueOf(EXPONENT_MAX)) > 0) {
            return exponent.signum() > 0 ? Optional.of(HUGE) : Optional.empty();
        }
        BigDecimal value = mantissa.scaleByPowerOfTen(exponent.intValue()).stripTrailingZeros();
        return value.scale() > 0 ? Optional.empty() : Optional.of(value.toBigIntegerExact());
    }

    private static BigInteger integer(String digits) {
        return new BigInteger(digits.replace("_", ""));
    }
}
