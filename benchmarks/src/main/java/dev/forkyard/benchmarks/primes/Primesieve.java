package dev.forkyard.benchmarks.primes;

/** The command {@code primesieve}. Stateless. */
final class Primesieve {
    private Primesieve() {}

    /** Counts the primes of [start, end), a whole command. */
    static Run count(long start, long end, int threads) {
        return Commands.run(
                "primesieve",
                "--quiet",
                "--threads=" + threads,
                Long.toUnsignedString(start),
                Long.toUnsignedString(end - 1));
    }
}
