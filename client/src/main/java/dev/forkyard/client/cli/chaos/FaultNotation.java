package dev.forkyard.client.cli.chaos;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.range.NumberNotation;
import dev.forkyard.client.cli.range.RangeNotation;
import dev.forkyard.client.cli.session.CliException;
import dev.forkyard.proto.v1.ChaosFault;
import dev.forkyard.proto.v1.ChaosFaultKind;
import dev.forkyard.proto.wire.WireRanges;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a fault is written: {@code KIND[:ARG]@ITEMS}. Stateless. */
final class FaultNotation {
    private static final String EVERY = "every:";
    private static final List<ChaosFaultKind> KINDS =
            Arrays.stream(ChaosFaultKind.values())
                    .filter(kind -> kind != ChaosFaultKind.UNRECOGNIZED)
                    .filter(kind -> kind != ChaosFaultKind.CHAOS_FAULT_KIND_UNSPECIFIED)
                    .toList();

    private FaultNotation() {}

    /**
     * Reads a fault. Bounds that depend on its kind are the coordinator's.
     *
     * @throws CliException with one line that names the word and what is wrong
     */
    static ChaosFault parse(String word) {
        int at = word.indexOf('@');
        if (at < 0) {
            throw CliException.usage(
                    "--fault " + Quoted.of(word) + " is not KIND[:ARG]@ITEMS, such as segv@7");
        }
        ChaosFault.Builder fault = ChaosFault.newBuilder();
        String misdeed = word.substring(0, at);
        int colon = misdeed.indexOf(':');
        fault.setKind(kind(colon < 0 ? misdeed : misdeed.substring(0, colon)));
        if (colon >= 0) {
            fault.setArgument(
                    number("the ARG of --fault", misdeed.substring(colon + 1), 0, Long.MAX_VALUE));
        }
        setItems(word.substring(at + 1), fault);
        return fault.build();
    }

    /**
     * Reads a number, in any of the ways that people write one.
     *
     * @param what what the line of an error starts with
     */
    static long number(String what, String word, long least, long most) {
        Optional<BigInteger> number = NumberNotation.parse(word);
        if (number.isEmpty()
                || number.get().bitLength() > 63
                || number.get().longValueExact() < least
                || number.get().longValueExact() > most) {
            throw CliException.usage(
                    "%s %s is not a number from %d to %d"
                            .formatted(what, Quoted.of(word), least, most));
        }
        return number.get().longValueExact();
    }

    private static ChaosFaultKind kind(String word) {
        for (ChaosFaultKind kind : KINDS) {
            if (ChaosText.kind(kind).equals(word)) {
                return kind;
            }
        }
        throw CliException.usage(
                "the KIND of --fault "
                        + Quoted.of(word)
                        + " is not one of "
                        + String.join(", ", KINDS.stream().map(ChaosText::kind).toList()));
    }

    private static void setItems(String word, ChaosFault.Builder fault) {
        if (word.startsWith(EVERY)) {
            String step = word.substring(EVERY.length());
            fault.setEvery(number("the ITEMS of --fault every:", step, 1, Long.MAX_VALUE - 1));
        } else if (word.contains("..")) {
            fault.setRange(WireRanges.toWire(RangeNotation.parse(word)));
        } else {
            fault.setItem(number("the ITEMS of --fault", word, 0, Long.MAX_VALUE - 1));
        }
    }
}
