package dev.forkyard.client.cli.range;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import java.math.BigInteger;

/** Reads numbers that have bounds, in any of the ways that people write one. Stateless. */
public final class NumberBounds {
    private static final BigInteger LARGEST = new BigInteger("18446744073709551615");

    private NumberBounds() {}

    /**
     * Reads a number.
     *
     * @param what what the line of an error starts with
     * @param least the smallest, ≥ 0
     * @param most the largest, unsigned
     * @throws CliException with one line that names the word and the bounds
     */
    public static long parse(String what, String word, long least, long most) {
        BigInteger number = NumberNotation.parse(word).orElse(BigInteger.ONE.negate());
        if (number.signum() < 0
                || number.compareTo(LARGEST) > 0
                || Long.compareUnsigned(number.longValue(), least) < 0
                || Long.compareUnsigned(number.longValue(), most) > 0) {
            throw CliException.usage(
                    "%s %s is not a whole number from %d to %s"
                            .formatted(what, Quoted.of(word), least, Long.toUnsignedString(most)));
        }
        return number.longValue();
    }
}
