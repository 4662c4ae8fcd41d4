package dev.forkyard.jobs.primes;

/**
 * How many primes a prefix of a window has. Immutable.
 *
 * @param finishedTo the first number that was not looked at, unsigned; the window's end when all of
 *     it was
 * @param count the primes from the window's start up to there
 */
public record PrefixCount(long finishedTo, long count) {}
