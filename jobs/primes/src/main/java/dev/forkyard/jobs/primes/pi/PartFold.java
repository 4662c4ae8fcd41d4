package dev.forkyard.jobs.primes.pi;

/**
 * What the finished prefix of a part contributes. Immutable.
 *
 * @param finishedTo the first number that is not covered
 */
record PartFold(long finishedTo, LeafFold fold) {}
