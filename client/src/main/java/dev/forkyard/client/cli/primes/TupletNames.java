package dev.forkyard.client.cli.primes;

import dev.forkyard.client.cli.output.Quoted;
import dev.forkyard.client.cli.session.CliException;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.ParseResult;

/** What k-tuplets are called. Stateless. */
public final class TupletNames {
    /** The smallest k. */
    static final int SIZE_MIN = 2;

    /** The largest k. */
    static final int SIZE_MAX = 6;

    private static final List<String> NAMES =
            List.of("twins", "triplets", "quadruplets", "quintuplets", "sextuplets");

    private TupletNames() {}

    /** The name of one k; {@code 7-tuplets} for what a later coordinator may count. */
    static String of(int size) {
        return size < SIZE_MIN || size > SIZE_MAX ? size + "-tuplets" : NAMES.get(size - SIZE_MIN);
    }

    /**
     * Reads the option {@code --sizes}: ascending, each once, none if it is not given.
     *
     * @throws CliException if it names anything else
     */
    public static List<Integer> sizes(ParseResult words) {
        TreeSet<Integer> sizes = new TreeSet<>();
        if (words.hasMatchedOption("--sizes")) {
            String written = words.matchedOptionValue("--sizes", "");
            for (String word : written.split(",", -1)) {
                sizes.add(size(word, written));
            }
        }
        return List.copyOf(sizes);
    }

    private static int size(String word, String written) {
        for (int size = SIZE_MIN; size <= SIZE_MAX; size++) {
            if (word.equals(Integer.toString(size)) || word.equals(of(size))) {
                return size;
            }
        }
        throw CliException.usage(
                "--sizes "
                        + Quoted.of(written)
                        + " is not a list of 2 to 6 or twins, triplets, quadruplets, quintuplets,"
                        + " sextuplets");
    }
}
