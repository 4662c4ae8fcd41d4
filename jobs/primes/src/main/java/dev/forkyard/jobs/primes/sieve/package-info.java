/**
 * The segmented sieve of Eratosthenes: counts the primes of a window of the unsigned 64-bit
 * numbers. Called by the counting task on its slot thread; calls nothing but the JDK. Read {@link
 * dev.forkyard.jobs.primes.sieve.SegmentedSieve} first: its essay explains the other classes.
 */
@NullMarked
package dev.forkyard.jobs.primes.sieve;

import org.jspecify.annotations.NullMarked;
