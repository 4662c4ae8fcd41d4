package dev.forkyard.client.cli.primes;

import java.util.List;

/** What k-tuplets are called. Stateless. */
final class TupletNames {
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
}
