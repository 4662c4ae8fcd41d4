/**
 * The job type {@code primes.test/1}: whether each of up to 10,000 numbers is prime, without a
 * sieve. Read {@link dev.forkyard.jobs.primes.test.PrimeTestJob} first.
 */
@NullMarked
package dev.forkyard.jobs.primes.test;

import org.jspecify.annotations.NullMarked;
