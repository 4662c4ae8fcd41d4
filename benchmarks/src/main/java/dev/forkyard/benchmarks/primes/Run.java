package dev.forkyard.benchmarks.primes;

/**
 * One measured run. Immutable.
 *
 * @param wallSeconds from asking to the answer
 * @param cpuSeconds user and system time of the processes that computed, in steps of 10 ms for ours
 * @param answer what it printed, without spaces around
 */
record Run(double wallSeconds, double cpuSeconds, String answer) {
    /** This run and another one after it. */
    Run then(Run next) {
        return new Run(
                wallSeconds + next.wallSeconds,
                cpuSeconds + next.cpuSeconds,
                answer + " " + next.answer);
    }
}
